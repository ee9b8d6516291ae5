/** People out of the sealed base into a file: what for, which columns, which format; then what was written and where. */
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { IconDeviceFloppy, IconLockOpen } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PeopleColumn, PeopleQuery, PeopleSelection } from '#core/domain/query'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useEngine } from '../../../ui/engine'
import { Refusal } from '../../../ui/Refusal'
import { SavedFile } from '../../../ui/SavedFile'
import { useLocale } from '../../../ui/settings'
import { useReturnFocus } from '../../../ui/return-focus'
import { addWords } from '../../../ui/words'
import { ColumnChoice } from '../../../ui/output/ColumnChoice'
import { ruleOfQuery } from '../../../ui/output/consent-rule'
import { PurposeChoice, useConsentCount } from '../../../ui/output/PurposeChoice'
import { selectionInWords } from '../../../ui/list/selection-in-words'
import { printWords } from '../../../ui/list/words'
import classes from './ExportDialog.module.css'
import { columnsFor, exportColumns, exportOptions, fileFormats, type FileFormat } from './export-columns'
import { exportWords } from './words'

addWords('export', exportWords)
// For the selection in words.
addWords('print', printWords)

interface Props {
  selection: PeopleSelection
  /** What the table shows. */
  query: PeopleQuery
  onClose: () => void
}

type Saving = { path: string; count: number; leftOut: number; logged: boolean }
type Outcome = Saving | { gaveUp: true } | { error: ErrorCode }

export default function ExportDialog({ selection, query, onClose }: Props) {
  const { t } = useTranslation(['export', 'person'])
  useReturnFocus()
  const engine = useEngine()
  const locale = useLocale()
  const formatTitle = useId()
  const [rule, setRule] = useState(() => ruleOfQuery(query))
  /** `null`: the columns that the purpose suggests; they follow it until someone chooses. */
  const [chosen, setChosen] = useState<PeopleColumn[] | null>(null)
  const [format, setFormat] = useState<FileFormat>('csv-excel-fr')
  const [total, setTotal] = useState<number | null>(null)
  const [working, setWorking] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const count = useConsentCount(selection, rule)
  const columns = chosen ?? columnsFor(rule)

  useEffect(() => {
    let current = true
    engine.call('selectionCount', selection).then((number) => current && setTotal(number), () => undefined)
    return () => {
      current = false
    }
  }, [engine, selection])

  const inFile = rule ? (count?.allowed ?? null) : total

  const save = async () => {
    setWorking(true)
    setOutcome(null)
    try {
      const options = exportOptions(format, columns, rule)
      const file = await engine.call('exportPeople', { selection, options, locale })
      const suggestedName = t('suggestion', { date: new Date().toLocaleDateString('sv-SE'), extension: options.format })
      const settle = (written: boolean) => engine.call('settleExport', { id: file.id, written }).catch(() => false)
      try {
        const written = await window.permanence.saveFile({ suggestedName, kind: options.format, bytes: file.bytes })
        const logged = await settle(written !== null)
        setOutcome(written ? { path: written.path, count: file.count, leftOut: file.leftOut, logged } : { gaveUp: true })
      } catch (failure) {
        await settle(false)
        throw failure
      }
    } catch (failure) {
      setOutcome({ error: errorCode(failure) })
    } finally {
      setWorking(false)
    }
  }

  const done = outcome && 'path' in outcome ? outcome : null
  return (
    <Modal
      opened onClose={onClose} title={t('title')} closeButtonProps={{ 'aria-label': t('close') }} padding={0} size={done ? '36rem' : '58rem'} centered
      classNames={{ header: classes.header, title: classes.title, content: classes.content, body: classes.body }}
    >
      {done ? (
        <SavedFile
          path={done.path} title={t('saved')} more={t('savedMore', { count: done.count })} leftOut={done.leftOut > 0 ? t('leftOut', { count: done.leftOut }) : ''} noted={t(done.logged ? 'logged' : 'notLogged')}
          again={{ label: t('again'), run: () => setOutcome(null) }} done={{ label: t('done'), run: onClose }}
        />
      ) : (
        <>
          <div className={classes.main}>
            {total !== null && (
              <Text size="sm" c="dimmed" mb="md">
                {t('selection', { words: selectionInWords(selection, query, total, locale) })}
              </Text>
            )}
            <div className={classes.columns}>
              <Stack gap="xl">
                <PurposeChoice rule={rule} onChange={setRule} count={count} />
                <Stack gap="xs">
                  <Text component="h3" fw={600} id={formatTitle}>
                    {t('format')}
                  </Text>
                  <Radio.Group aria-labelledby={formatTitle} value={format} onChange={(value) => setFormat(value as FileFormat)}>
                    <Stack gap={8}>
                      {fileFormats.map((value) => (
                        <Radio key={value} value={value} label={t(`formats.${value}`)} description={t(`formats.${value}More`)} />
                      ))}
                    </Stack>
                  </Radio.Group>
                </Stack>
              </Stack>
              <ColumnChoice chosen={columns} available={exportColumns} label={(column) => t(`person:field.${column}`)} onChange={setChosen} />
            </div>
          </div>
          <div className={classes.footer}>
            <Group gap="xs" wrap="nowrap" align="flex-start" mb="sm">
              <IconLockOpen size={16} aria-hidden className={classes.icon} />
              <Text size="sm" c="dimmed">
                {t('clear')}
              </Text>
            </Group>
            {outcome && 'error' in outcome && <Refusal code={outcome.error} mb="sm" p="xs" />}
            <Group justify="space-between">
              <Text size="sm" role="status" fw={500}>
                {working
                  ? t('preparing')
                  : outcome && 'gaveUp' in outcome
                    ? t('gaveUp')
                    : inFile === null
                      ? t('counting')
                      : inFile === 0
                        ? t('nobody')
                        : t('file', { count: inFile })}
              </Text>
              <Button
                leftSection={<IconDeviceFloppy size={16} aria-hidden />} loading={working} data-autofocus
                disabled={columns.length === 0 || total === 0 || (rule !== null && count?.allowed === 0)} onClick={() => void save()}
              >
                {t('save')}
              </Button>
            </Group>
          </div>
        </>
      )}
    </Modal>
  )
}
