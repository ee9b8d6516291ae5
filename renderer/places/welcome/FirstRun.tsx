import { Button } from '@mantine/core'
import { IconArchive, IconFileText, IconFlask, IconLoader2, IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOpening } from './use-opening'
import classes from './Welcome.module.css'

export function FirstRun({ onCreate, onJoin, onRecover, onRestore }: { onCreate(): void; onJoin(): void; onRecover(): void; onRestore(): void }) {
  const { t } = useTranslation(['welcome', 'restore', 'join', 'recover'])
  const { busy, open } = useOpening()
  return (
    <>
      <button type="button" className={classes.choice} disabled={busy} onClick={() => open((engine) => engine.call('createDemo'))}>
        {busy ? <IconLoader2 size={28} stroke={1.5} /> : <IconFlask size={28} stroke={1.5} />}
        <span>
          <strong>{t('welcome:demo.title')}</strong>
          <span>{busy ? t('welcome:busy.demo') : t('welcome:demo.more')}</span>
        </span>
      </button>
      <button type="button" className={classes.choice} disabled={busy} onClick={onCreate}>
        <IconPlus size={28} stroke={1.5} />
        <span>
          <strong>{t('welcome:create.title')}</strong>
          <span>{t('welcome:create.more')}</span>
        </span>
      </button>
      <button type="button" className={classes.choice} disabled={busy} onClick={onJoin}>
        <IconUsersGroup size={28} stroke={1.5} />
        <span>
          <strong>{t('join:title')}</strong>
          <span>{t('join:more')}</span>
        </span>
      </button>
      <button type="button" className={classes.choice} disabled={busy} onClick={onRestore}>
        <IconArchive size={28} stroke={1.5} />
        <span>
          <strong>{t('restore:title')}</strong>
          <span>{t('restore:more')}</span>
        </span>
      </button>
      <Button fullWidth variant="subtle" leftSection={<IconFileText size={16} />} disabled={busy} onClick={onRecover}>
        {t('recover:start')}
      </Button>
    </>
  )
}
