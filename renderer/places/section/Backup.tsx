/** Copies of the section: the one that leaves this computer, and moments to go back to that stay on it. */
import { Button } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addWords } from '../../ui/words'
import { BackupDialog } from './BackupDialog'
import { backupWords } from './backup-words'
import { Line } from './Line'
import { Points } from './Points'

addWords('backup', backupWords)

export function Backup() {
  const { t } = useTranslation('backup')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Line label={t('label')} more={t('more')}>
        <Button flex="none" variant="default" leftSection={<IconArchive size={16} aria-hidden />} onClick={() => setOpen(true)}>
          {t('start')}
        </Button>
      </Line>
      <Points />
      {open && <BackupDialog onClose={() => setOpen(false)} />}
    </>
  )
}
