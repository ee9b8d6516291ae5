import { IconFlask, IconLoader2, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOpening } from './use-opening'
import classes from './Welcome.module.css'

export function FirstRun({ onCreate }: { onCreate(): void }) {
  const { t } = useTranslation('welcome')
  const { busy, open } = useOpening()
  return (
    <>
      <button type="button" className={classes.choice} disabled={busy} onClick={() => open((engine) => engine.call('createDemo'))}>
        {busy ? <IconLoader2 size={28} stroke={1.5} /> : <IconFlask size={28} stroke={1.5} />}
        <span>
          <strong>{t('demo.title')}</strong>
          <span>{busy ? t('busy.demo') : t('demo.more')}</span>
        </span>
      </button>
      <button type="button" className={classes.choice} disabled={busy} onClick={onCreate}>
        <IconPlus size={28} stroke={1.5} />
        <span>
          <strong>{t('create.title')}</strong>
          <span>{t('create.more')}</span>
        </span>
      </button>
    </>
  )
}
