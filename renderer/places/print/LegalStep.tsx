/**
 * What the law says of a document that nobody called ready, before its ways out. Invariant: never silent and never barring:
 * whoever prints sees it once, and goes on by one press, either way.
 */
import { Button, Stack, Text } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { currentVersion } from '#core/domain/library/asset'
import type { Size } from '#core/print/imposition/rectangle'
import type { LibraryAsset, PaperSource } from '#engine/api'
import { legalKind } from '../../ui/legal/legal-kind'
import { LegalNotices } from '../../ui/legal/LegalNotices'
import { useLegalLook } from '../../ui/legal/use-legal-look'
import classes from './PrintDesk.module.css'

/** Whose shorter side is this long is put up, not handed out; in mm. */
const posterFrom = 290

interface Props {
  /** Null for a file that is in no library. */
  asset: LibraryAsset | null
  source: PaperSource
  /** Of what will be handed out or put up, in mm. */
  size: Size
  ready: boolean
  anyway: boolean
  onAnyway(on: boolean): void
  onReady(version: string): void
  /** The ways out. */
  children: ReactNode
}

export function LegalStep({ asset, source, size, ready, anyway, onAnyway, onReady, children }: Props) {
  const { t } = useTranslation('press')
  const kind = asset ? legalKind(asset.kind) : Math.min(size.width, size.height) >= posterFrom ? 'poster' : 'tract'
  const asks = kind !== null && !ready && !anyway
  const look = useLegalLook(source, asks ? kind : null, size)
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
        {kind !== null && (
          <Text size="xs" c="dimmed" mb="xs">
            {t(ready ? 'law.wasReady' : 'law.went')}{' '}
            {!ready && (
              <button type="button" className={classes.again} onClick={() => onAnyway(false)}>
                {t('law.again')}
              </button>
            )}
          </Text>
        )}
        <div ref={ways}>{children}</div>
      </>
    )
  }
  return (
    <section aria-label={t('law.title')}>
      <Text fw={600} mb={2}>
        <IconScale size={16} aria-hidden className={classes.scale} /> {t('law.title')}
      </Text>
      <Text size="xs" c="dimmed" mb="xs">
        {t(asset ? 'law.more' : 'law.moreLoose')}
      </Text>
      <div className={classes.notices} tabIndex={0} role="region" aria-label={t('law.title')}>
        <LegalNotices look={look} />
      </div>
      <Stack gap={8} mt="sm">
        {asset && (
          <Button fullWidth onClick={() => onReady(currentVersion(asset)!.id)}>
            {t('law.ready')}
          </Button>
        )}
        <Button fullWidth variant="default" onClick={() => onAnyway(true)}>
          {t('law.anyway')}
        </Button>
      </Stack>
    </section>
  )
}
