/** The agenda as a calendar's file: how much of it, what is in it and what is not, how others subscribe to it. */
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { IconCalendarShare, IconDeviceFloppy, IconUserOff } from '@tabler/icons-react'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionId } from '#core/domain/ids'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { EngineCalls } from '#engine/api'
import { useEngine } from '../../../ui/engine'
import { Refusal } from '../../../ui/Refusal'
import { useReturnFocus } from '../../../ui/return-focus'
import { SavedFile } from '../../../ui/SavedFile'
import { useLocale } from '../../../ui/settings'
import { addWords } from '../../../ui/words'
import classes from './CalendarFile.module.css'
import { KeptCalendar } from './KeptCalendar'
import { calendarFileWords } from './words'

addWords('calendarFile', calendarFileWords)

interface Props {
  /** Which were chosen, where some were. */
  chosen: readonly ActionId[] | 'all'
  onClose: () => void
}

type Contents = ReturnType<EngineCalls['calendarContents']>
/** `noted`: in the history; `null`: this computer has none of exports. */
type Saving = { path: string; count: number; noted: boolean | null }
type Outcome = Saving | { gaveUp: true } | { error: ErrorCode }

export default function CalendarExportDialog({ chosen, onClose }: Props) {
  const { t } = useTranslation(['calendarFile', 'app'])
  useReturnFocus()
  const engine = useEngine()
  const locale = useLocale()
  const whatTitle = useId()
  const [whole, setWhole] = useState(chosen === 'all')
  const [contents, setContents] = useState<Contents | null>(null)
  const [working, setWorking] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const actions = whole || chosen === 'all' ? 'all' : [...chosen]
  const asked = JSON.stringify(actions)

  useEffect(() => {
    let current = true
    setContents(null)
    engine.call('calendarContents', { actions: JSON.parse(asked) as ActionId[] | 'all' }).then(
      (answer) => current && setContents(answer),
      (failure: unknown) => current && setOutcome({ error: errorCode(failure) }),
    )
    return () => {
      current = false
    }
  }, [engine, asked])

  const save = async () => {
    if (!contents) return
    setWorking(true)
    setOutcome(null)
    try {
      const bytes = await engine.call('calendarFile', { actions, locale })
      const written = await window.permanence.saveFile({ suggestedName: t(actions !== 'all' && actions.length === 1 ? 'export.nameOne' : 'export.nameAll'), kind: 'ics', bytes })
      if (!written) return setOutcome({ gaveUp: true })
      const noted = contents.noted ? await engine.call('calendarSaved').catch(() => false) : null
      setOutcome({ path: written.path, count: contents.count, noted })
    } catch (failure) {
      setOutcome({ error: errorCode(failure) })
    } finally {
      setWorking(false)
    }
  }

  const done = outcome && 'path' in outcome ? outcome : null
  return (
    <Modal
      opened onClose={onClose} title={t('export.title')} closeButtonProps={{ 'aria-label': t('app:close') }} padding={0} size="40rem" centered
      classNames={{ header: classes.header, title: classes.title, content: classes.content, body: classes.body }}
    >
      {done ? (
        <SavedFile
          path={done.path} title={t('export.saved')} more={t('export.savedMore', { count: done.count })} noted={t(done.noted === null ? 'export.notNoted' : done.noted ? 'export.logged' : 'export.notLogged')}
          again={{ label: t('export.again'), run: () => setOutcome(null) }} done={{ label: t('export.done'), run: onClose }}
        />
      ) : (
        <>
          <div className={classes.main}>
            <Stack gap="lg">
              {chosen !== 'all' && (
                <Radio.Group aria-labelledby={whatTitle} value={whole ? 'all' : 'chosen'} onChange={(value) => setWhole(value === 'all')}>
                  <Text component="h3" fw={600} id={whatTitle} mb="xs">
                    {t('export.what')}
                  </Text>
                  <Stack gap="xs">
                    <Radio value="chosen" label={chosen.length === 1 ? t('export.one') : t('export.chosen', { count: chosen.length })} />
                    <Radio value="all" label={t('export.all')} description={t('export.allMore')} />
                  </Stack>
                </Radio.Group>
              )}
              <Explained icon={<IconUserOff size={20} stroke={1.5} />} title={t('export.nobody')} text={t('export.nobodyMore')} />
              <Explained icon={<IconCalendarShare size={20} stroke={1.5} />} title={t('export.subscribe')} text={t('export.subscribeMore')} />
              {actions === 'all' && contents && <KeptCalendar suggestedName={t('export.nameAll')} noted={contents.noted} />}
            </Stack>
          </div>
          <div className={classes.footer}>
            {outcome && 'error' in outcome && <Refusal code={outcome.error} mb="sm" p="xs" />}
            <Group justify="space-between" wrap="nowrap">
              <div role="status">
                <Text size="sm" fw={500}>
                  {working
                    ? t('export.preparing')
                    : outcome && 'gaveUp' in outcome
                      ? t('export.gaveUp')
                      : !contents
                        ? t('export.counting')
                        : contents.count === 0
                          ? t('export.fileNone')
                          : t('export.file', { count: contents.count })}
                </Text>
                {contents && contents.leftOut > 0 && (
                  <Text size="sm" c="dimmed">
                    {t('export.leftOut', { count: contents.leftOut })}
                  </Text>
                )}
              </div>
              <Button flex="none" leftSection={<IconDeviceFloppy size={16} aria-hidden />} loading={working} data-autofocus disabled={contents?.count === 0} onClick={() => void save()}>
                {t('export.save')}
              </Button>
            </Group>
          </div>
        </>
      )}
    </Modal>
  )
}

function Explained({ icon, title, text }: { icon: ReactNode; title: string; text: string }) {
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <div>
        <Text component="h3" size="md" fw={600}>
          {title}
        </Text>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      </div>
    </Group>
  )
}
