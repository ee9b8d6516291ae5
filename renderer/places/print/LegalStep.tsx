/**
 * What the law says of a document that nobody called ready. Invariant: never silent and never barring: beside the buttons it is
 * said how much there is to read, also where it is out of sight, and whoever prints goes on by one press, either way.
 */
import { Button, Stack, Text } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { currentVersion } from '#core/domain/library/asset'
import type { Size } from '#core/print/imposition/rectangle'
import type { LegalLook, LibraryAsset, PaperSource } from '#engine/api'
import { legalKind } from '../../ui/legal/legal-kind'
import { LegalNotices } from '../../ui/legal/LegalNotices'
import { useLegalLook } from '../../ui/legal/use-legal-look'
import classes from './PrintDesk.module.css'

/** Whose shorter side is this long is put up, not handed out; in mm. */
const posterFrom = 290

export interface LegalState {
  /** The law has something to say of such a document. */
  concerns: boolean
  /** It is to be said before the ways out. */
  asks: boolean
  look: LegalLook | 'unread' | null
}

/** `asset` is null for a file that is in no library; `size`: of what will be handed out or put up, in mm; `said`: somebody looked, or goes on without. */
export function useLegalState(asset: LibraryAsset | null, source: PaperSource, size: Size, said: boolean): LegalState {
  const kind = asset ? legalKind(asset.kind) : Math.min(size.width, size.height) >= posterFrom ? 'poster' : 'tract'
  const asks = kind !== null && !said
  return { concerns: kind !== null, asks, look: useLegalLook(source, asks ? kind : null, size) }
}

/** Behind the choices, and scrolled with them. */
export function LegalPart({ legal, loose, ref }: { legal: LegalState; loose: boolean; ref: Ref<HTMLElement> }) {
  const { t } = useTranslation('press')
  if (!legal.asks) return null
  return (
    <section ref={ref} tabIndex={-1} className={classes.law} aria-label={t('law.title')}>
      <Text fw={600} mb={2}>
        <IconScale size={16} aria-hidden className={classes.scale} /> {t('law.title')}
      </Text>
      <Text size="xs" c="dimmed" mb="xs">
        {t(loose ? 'law.moreLoose' : 'law.more')}
      </Text>
      <LegalNotices look={legal.look} />
    </section>
  )
}

interface Props {
  legal: LegalState
  asset: LibraryAsset | null
  ready: boolean
  /** Shows what there is to read. */
  onRead(): void
  onAnyway(on: boolean): void
  onReady(version: string): void
  /** The ways out. */
  children: ReactNode
}

export function LegalStep({ legal: { concerns, asks, look }, asset, ready, onRead, onAnyway, onReady, children }: Props) {
  const { t } = useTranslation(['press', 'legal'])
  const ways = useRef<HTMLDivElement>(null)
  const asked = useRef(asks)
  useEffect(() => {
    // The button that answered is gone: the way out is the next thing to press.
    if (asked.current && !asks) ways.current?.querySelector<HTMLElement>('button')?.focus()
    asked.current = asks
  }, [asks])
  if (!asks) {
    return (
      <>
        {concerns && (
          <Text size="xs" c="dimmed" mb="xs">
            {t(ready ? 'press:law.wasReady' : 'press:law.went')}{' '}
            {!ready && (
              <button type="button" className={classes.again} onClick={() => onAnyway(false)}>
                {t('press:law.again')}
              </button>
            )}
          </Text>
        )}
        <div ref={ways}>{children}</div>
      </>
    )
  }
  const toRead = look === null || look === 'unread' ? null : look.notices.length + (look.imprint ? 1 : 0)
  return (
    <Stack gap={8}>
      <Text size="sm">
        <IconScale size={16} aria-hidden className={classes.scale} />{' '}
        {look === null ? (
          t('legal:looking')
        ) : (
          <button type="button" className={classes.again} onClick={onRead}>
            {toRead === null ? t('press:law.unread') : toRead === 0 ? t('press:law.nothing') : t('press:law.count', { count: toRead })}
          </button>
        )}
      </Text>
      {asset && (
        <Button fullWidth onClick={() => onReady(currentVersion(asset)!.id)}>
          {t('press:law.ready')}
        </Button>
      )}
      <Button fullWidth variant="default" onClick={() => onAnyway(true)}>
        {t('press:law.anyway')}
      </Button>
    </Stack>
  )
}
