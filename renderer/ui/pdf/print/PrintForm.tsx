/** What is asked of a printer, in its fields, and the ways out of them. */
import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconExternalLink, IconPrinter, IconRuler2, IconSettings } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '#core/ports/errors'
import { mostCopies, type PrintJob, type PrintPreset, type Sides } from '#core/ports/printing'
import { Refusal } from '../../Refusal'
import { cautionsOf, choiceFor, firstChoice, isForbidding, jobOf, sheetsOf, type Pages, type PrintChoice } from './print-choice'
import classes from './PrintForm.module.css'
import { PrintFields } from './PrintFields'
import type { Printers } from './use-printers'

interface Props {
  printers: Printers
  /** `null` while they are read. */
  pages: Pages | null
  presets: readonly PrintPreset[]
  wish: Sides | undefined
  copies: number
  /** What came of the last try. */
  note: 'cancelled' | ErrorCode | null
  /** The job that was taken back. */
  kept: PrintJob | null
  /** In the viewer, which takes a moment. */
  opening: boolean
  /** `sheets`: of paper. */
  onPrint(job: PrintJob, printer: string, sheets: number): void
  onSystem(): void
  onViewer: (() => void) | null
}

export function PrintForm({ printers, pages, presets, wish, copies, note, kept, opening, onPrint, onSystem, onViewer }: Props) {
  const { t } = useTranslation('printDialog')
  const { list } = printers
  const [changed, setChanged] = useState<PrintChoice | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const ready = list !== null && pages !== null
  // Where Enter prints: the fields are right more often than not.
  useEffect(() => {
    if (ready) button.current?.focus()
  }, [ready])

  const first = list && pages && firstChoice(list, presets, pages, wish)
  const offered = first && { ...first, copies: Math.min(copies, mostCopies) }
  const again = offered && kept && { ...offered, ...kept, some: kept.pages !== null, from: kept.pages?.from ?? 1, to: kept.pages?.to ?? pages.count }
  const wanted = changed ?? again ?? offered
  const printer = list?.printers.find(({ name }) => name === wanted?.printer) ?? null
  const choice = printer && wanted
  const cautions = choice && pages && printer ? cautionsOf(choice, printer, pages, list!) : []
  const job = choice && pages && !cautions.some(isForbidding) ? jobOf(choice, pages) : null

  if (!ready) {
    return (
      <Group justify="center" gap="sm" py="xl">
        <Loader size="sm" aria-hidden />
        <Text role="status">{t('looking')}</Text>
      </Group>
    )
  }
  const print = () => job && printer && onPrint(job, printer.label, sheetsOf(job, pages))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        print()
      }}
    >
      <Stack gap="md">
        {note === 'cancelled' ? (
          <Alert color="gray" role="status" p="xs">
            {t('nothingLeft')}
          </Alert>
        ) : (
          note && <Refusal code={note} p="xs" />
        )}
        {choice && printer ? (
          <PrintFields
            list={list} choice={choice} printer={printer} pages={pages} wish={wish}
            onChange={(change) => setChanged({ ...choice, ...change })}
            onPrinter={(other) => setChanged({ ...choice, ...choiceFor(other, presets, pages, wish) })}
          />
        ) : (
          <Alert color="orange" role="status" icon={<IconAlertTriangle size={18} aria-hidden />}>
            <Text size="sm">{t('none')}</Text>
            <Button variant="default" size="xs" mt="xs" onClick={printers.lookAgain}>
              {t('lookAgain')}
            </Button>
          </Alert>
        )}
        {cautions.length > 0 && (
          <Alert color="orange" role="status" p="xs" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {cautions.map((caution) => (
              <Text key={caution} size="sm">
                {t(`caution.${caution}`)}
              </Text>
            ))}
          </Alert>
        )}
        <Group gap={6} wrap="nowrap">
          <IconRuler2 size={16} aria-hidden className={classes.icon} />
          <Text size="sm">{t('always')}</Text>
        </Group>
        <Way more={choice && (job ? t('directMore', { count: sheetsOf(job, pages), printer: printer!.label }) : cautions.some(isForbidding) ? '' : t('incomplete'))}>
          <Button ref={button} type="submit" fullWidth leftSection={<IconPrinter size={16} aria-hidden />} disabled={!job}>
            {t('direct')}
          </Button>
        </Way>
        <Stack gap="sm" component="section" aria-label={t('otherWays')} className={classes.others}>
          {onViewer && (
            <Way more={t('viewerMore')}>
              <Button variant="default" fullWidth leftSection={opening ? <Loader size={16} color="currentColor" /> : <IconExternalLink size={16} aria-hidden />} aria-busy={opening} onClick={() => !opening && onViewer()}>
                {t('viewer')}
              </Button>
            </Way>
          )}
          <Way more={t('systemMore')}>
            <Button variant="default" fullWidth leftSection={<IconSettings size={16} aria-hidden />} onClick={() => !opening && onSystem()}>
              {t('system')}
            </Button>
          </Way>
        </Stack>
      </Stack>
    </form>
  )
}

/** A way out beside what it is good for. */
function Way({ more, children }: { more: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.way}>
      {children}
      <Text size="xs" c="dimmed">
        {more}
      </Text>
    </div>
  )
}
