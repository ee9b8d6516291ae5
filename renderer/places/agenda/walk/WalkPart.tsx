/** Of an action from door to door: its sheet on paper, and where what came back is keyed. */
import { Button, NativeSelect } from '@mantine/core'
import { IconListNumbers, IconWalk } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionId } from '#core/domain/ids'
import { goTo } from '../../../ui/route'
import { addWords } from '../../../ui/words'
import { useActionEdit } from '../use-action-edit'
import { useSectors } from '../territory/use-sectors'
import { walkWords } from './words'

addWords('walk', walkWords)

const WalkSheetDialog = lazy(() => import('./WalkSheetDialog'))
const VisitsDialog = lazy(() => import('./VisitsDialog'))

export function WalkPart() {
  const { t } = useTranslation('walk')
  const { action, occurrence } = useActionEdit()
  const sectors = useSectors()
  const [chosen, setChosen] = useState<string | null>(null)
  const [shows, setShows] = useState<'sheet' | 'visits' | null>(null)
  const own = sectors?.find(({ id }) => id === action.sector)
  const sector = own ?? sectors?.find(({ id }) => id === chosen) ?? sectors?.[0]
  if (!sectors || !sector) return null
  const close = (moved: ActionId | null) => {
    setShows(null)
    if (moved) goTo({ place: 'agenda', action: moved })
  }
  return (
    <>
      <Button variant="default" size="compact-md" leftSection={<IconWalk size={16} />} onClick={() => setShows('sheet')}>
        {t('print')}
      </Button>
      <Button variant="default" size="compact-md" leftSection={<IconListNumbers size={16} />} onClick={() => setShows('visits')}>
        {t('key')}
      </Button>
      {!own && sectors.length > 1 && (
        <NativeSelect size="xs" aria-label={t('sector')} value={sector.id} data={sectors.map(({ id, name }) => ({ value: id, label: name }))} onChange={(event) => setChosen(event.currentTarget.value)} />
      )}
      <Suspense fallback={null}>
        {shows === 'sheet' && <WalkSheetDialog action={action} occurrence={occurrence} sector={sector} onClose={() => setShows(null)} />}
        {shows === 'visits' && <VisitsDialog action={action} occurrence={occurrence} sector={sector} onClose={close} />}
      </Suspense>
    </>
  )
}
