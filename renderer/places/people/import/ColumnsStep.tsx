/** How the file is read (right) and what its columns become (left), under its first lines: the eye checks before the hand. */
import { Button, Text } from '@mantine/core'
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '#core/ports/errors'
import { Refusal } from '../../../ui/Refusal'
import { ColumnList } from './ColumnList'
import classes from './ColumnsStep.module.css'
import { FirstRows } from './FirstRows'
import type { ImportDesk, OpenFile } from './import-desk'
import { identifies } from './identity'
import { ReadingPanel } from './ReadingPanel'
import { StepFooter } from './StepFooter'

interface Props {
  desk: ImportDesk
  file: OpenFile
  notice: 'stopped' | ErrorCode | null
  onBack: () => void
  onNext: () => void
}

export function ColumnsStep({ desk, file, notice, onBack, onNext }: Props) {
  const { t } = useTranslation('import')
  const { summary } = file
  const known = identifies(summary.columns.map(({ field }) => field))
  return (
    <>
      <div className={classes.page} aria-busy={file.updating}>
        <div className={classes.main}>
          {notice && notice !== 'stopped' && <Refusal code={notice} mb="md" icon={<IconAlertTriangle size={18} aria-hidden />} />}
          <FirstRows summary={summary} />
          <ColumnList desk={desk} file={file} />
        </div>
        <ReadingPanel desk={desk} file={file} />
      </div>
      <StepFooter onBack={onBack}>
        <Text size="sm" role={known ? 'status' : 'alert'} c={known ? 'dimmed' : 'var(--mantine-color-error)'} ta="right">
          {known ? t('read', { count: summary.rows.read }) : t('columns.identity')}
        </Text>
        <Button rightSection={<IconArrowRight size={16} aria-hidden />} onClick={onNext} disabled={!known} loading={file.updating}>
          {t('next')}
        </Button>
      </StepFooter>
    </>
  )
}
