/** What must not be missed: a disk that refuses, a section that will vanish, entries set aside, a device that goes on by itself, many people deleted elsewhere. */
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCloudDown, IconDeviceLaptop, IconFlask, IconShieldExclamation, IconUsersMinus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SharingStatus } from '#engine/api'
import { ArrivalBar, ArrivalLine, type Receiving } from '../ui/BaseArrival'
import { useSayError } from '../ui/commands'
import { useEngine, type OpenStatus } from '../ui/engine'
import { goTo } from '../ui/route'
import { sheetDue } from '../ui/sharing'
import classes from './Banners.module.css'

const KeepDemo = lazy(() => import('./KeepDemo'))
const HeldDialog = lazy(() => import('./HeldDialog'))
const SheetDue = lazy(() => import('../places/section/recovery/SheetDue'))

export default function Banners({ status, sharing }: { status: OpenStatus; sharing: SharingStatus | undefined }) {
  const { t } = useTranslation(['app', 'error'])
  const engine = useEngine()
  const sayError = useSayError()
  const [keeping, setKeeping] = useState(false)
  const [answering, setAnswering] = useState<{ people: number; of: number } | null>(null)
  const { save, section, quarantined } = status
  const due = sheetDue(sharing)
  return (
    <>
      {save.state === 'failing' && (
        <div className={classes.alarm} role="alert">
          <IconAlertTriangle size={22} stroke={1.75} aria-hidden />
          <div>
            <strong>{t('app:save.bannerTitle')}</strong>
            <p>
              {t(`error:${save.code}`)} {t('app:save.kept', { count: save.pending })}
            </p>
          </div>
          <Button variant="white" color="dark" size="compact-md" onClick={() => void engine.call('retrySaving').catch(sayError)}>
            {t('app:save.retry')}
          </Button>
        </div>
      )}
      {section.ephemeral && (
        <div className={classes.strip}>
          <IconFlask size={16} stroke={1.75} aria-hidden />
          {t('app:demo.vanishes')}
          <button type="button" className={classes.action} onClick={() => setKeeping(true)}>
            {t('app:demo.keep')}
          </button>
        </div>
      )}
      {due && (
        <Suspense fallback={null}>
          <SheetDue why={due} className={classes.strip} action={classes.action} />
        </Suspense>
      )}
      {quarantined > 0 && (
        <div className={classes.strip}>
          <IconShieldExclamation size={16} stroke={1.75} aria-hidden />
          {t('app:quarantine', { count: quarantined })}
          <button type="button" className={classes.action} onClick={() => goTo({ place: 'section' })}>
            {t('app:quarantineMore')}
          </button>
        </div>
      )}
      {sharing?.state === 'shared' && (sharing.standing === 'removed' || sharing.standing === 'stranger') && (
        <div className={classes.strip}>
          <IconDeviceLaptop size={16} stroke={1.75} aria-hidden />
          {t(`app:sharing.${sharing.standing}`)}
          <button type="button" className={classes.action} onClick={() => goTo({ place: 'section', part: 'sync' })}>
            {t('app:sharing.whatNow')}
          </button>
        </div>
      )}
      {sharing?.state === 'shared' && sharing.receiving && (
        <div className={classes.strip} data-testid="receiving">
          <IconCloudDown size={16} stroke={1.75} aria-hidden />
          <ArrivalLine sharing={sharing as Receiving} />
          <ArrivalBar receiving={sharing.receiving} className={classes.bar} />
        </div>
      )}
      {sharing?.state === 'shared' && sharing.held && (
        <div className={classes.strip} role="status">
          <IconUsersMinus size={16} stroke={1.75} aria-hidden />
          {t('app:sharing.held', { count: sharing.held.people })}
          <button type="button" className={classes.action} onClick={() => setAnswering(sharing.held!)}>
            {t('app:sharing.heldAnswer')}
          </button>
        </div>
      )}
      {answering && (
        <Suspense fallback={null}>
          <HeldDialog held={answering} onClose={() => setAnswering(null)} />
        </Suspense>
      )}
      {keeping && (
        <Suspense fallback={null}>
          <KeepDemo onClose={() => setKeeping(false)} />
        </Suspense>
      )}
    </>
  )
}
