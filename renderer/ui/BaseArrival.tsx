/**
 * How much of the section's base is here of how much there is. Invariant: the bar is never full before all is here, and there
 * is none while nobody has said how much there is: a guess that runs backwards is worse than a count.
 */
import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SharingStatus } from '#engine/api'
import { arrivedMegabytes, arrivedShare } from './arrival'
import { arrivalWords } from './arrival-words'
import { addWords } from './words'

addWords('arrival', arrivalWords)

type Shared = Extract<SharingStatus, { state: 'shared' }>
/** Of a section whose base is arriving. */
export type Receiving = Shared & { receiving: NonNullable<Shared['receiving']> }

export function ArrivalBar({ receiving: { arrived }, className }: Pick<Receiving, 'receiving'> & { className?: string | undefined }) {
  const { t } = useTranslation('arrival')
  return arrived && <Progress value={arrivedShare(arrived)} size="lg" className={className} aria-label={t('bar')} />
}

/** « 12 Mo sur 40 Mo, 3 150 personnes reçues ». A volunteer's computer receives nobody. */
export function useArrivalText(): (sharing: Receiving) => string {
  const { t } = useTranslation('arrival')
  return ({ receiving: { people, arrived }, standing }) =>
    [arrived && t('size', { ...arrivedMegabytes(arrived) }), standing !== 'volunteer' && t('people', { count: people })].filter(Boolean).join(', ')
}

/** In one line: that it comes, or will by itself, how far it is, that one need not wait. Paused or refused, something has to be done first: that is said elsewhere. */
export function ArrivalLine({ sharing }: { sharing: Receiving }) {
  const { t } = useTranslation('arrival')
  const amount = useArrivalText()(sharing)
  const isComing = sharing.connection === 'in-step' || sharing.connection === 'connecting'
  return <span>{[t(isComing ? 'coming' : sharing.connection === 'offline' ? 'cut' : 'held'), amount && `${amount}.`, isComing && t('work')].filter(Boolean).join(' ')}</span>
}
