/** Which sheet it is: its code says, typed or held before the camera; where it does not, the action is chosen, or none. */
import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { newSheetCode, readSheetCode } from '#core/print/sheet-code'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import type { EntryOf, EntrySheet } from '#engine/api'
import { useEngine, useStable } from '../../../ui/engine'
import type { Verdict } from '../../../ui/qr/judge'
import { ScanButton } from '../../../ui/qr/ScanButton'
import { useLocale } from '../../../ui/settings'

interface Props {
  of?: EntryOf
  /** Opened as if it had been typed. */
  given?: string
  /** `own`: its code was made here, as the paper has none that is known. */
  onOpen(sheet: EntrySheet, own: boolean): void
  onClose(): void
}

/** Milliseconds: a sheet comes back within weeks, and from an action that has begun. */
const [before, after] = [120 * 86_400_000, 86_400_000]
const none = ''

export function EntryOpening({ of, given, onOpen, onClose }: Props) {
  const { t } = useTranslation(['entry', 'app', 'error'])
  const engine = useEngine()
  const locale = useLocale()
  const [typed, setTyped] = useState(given ?? '')
  const [latest, setLatest] = useState('')
  const [why, setWhy] = useState<{ problem: 'none' | 'misread' | 'unknown' | 'gone' | ErrorCode; code: string } | null>(null)
  const [chosen, setChosen] = useState(none)
  const field = useRef<HTMLInputElement>(null)
  const more = useId()
  const choices = useChoices(why !== null && !of)

  useEffect(() => {
    if (!of) return
    let current = true
    engine.call('entryCodes', of).then(
      ([code]) => {
        if (!current || !code) return
        setLatest(code)
        setTyped((now) => now || code)
        requestAnimationFrame(() => field.current?.select())
      },
      () => {},
    )
    return () => {
      current = false
    }
  }, [engine, of])

  /** `decided`: what is wrong with it was said before of the same text, and whoever goes on all the same has decided. */
  async function open(text: string, decided: boolean) {
    const code = readSheetCode(text)
    const ask = (problem: NonNullable<typeof why>['problem']) => {
      setWhy({ problem, code: code ?? '' })
      if (problem === 'misread') field.current?.select()
    }
    try {
      if (text !== '' && !code && !decided) return ask('misread')
      if (code && !decided) {
        const found = await engine.call('entrySheet', { code, locale })
        if (found) return onOpen(found, false)
      }
      if (!of && !decided) return ask(code ? 'unknown' : 'none')
      const at = of ?? choices.find(({ value }) => value === chosen)?.of ?? null
      // A paper without a code gets one: it is how the lines are found again.
      const sheet = await engine.call('entrySheet', { code: code ?? newSheetCode(), of: at, locale })
      return sheet ? onOpen(sheet, code === null) : undefined
    } catch (error) {
      const problem = errorCode(error)
      return ask(problem === 'action-gone' ? 'gone' : problem)
    }
  }

  const openGiven = useStable((code: string) => void open(code, false))
  useEffect(() => {
    if (given) openGiven(given)
  }, [given, openGiven])

  /** Whoever shows a sheet wants to key it: it opens as if its code had been typed. */
  async function judge(text: string): Promise<Verdict> {
    const code = readSheetCode(text)
    if (!code) return { why: t('entry:notASheet') }
    return {
      take() {
        setTyped(code)
        setWhy(null)
        void open(code, false)
      },
    }
  }

  return (
    <Modal.Stack>
      <Modal opened onClose={onClose} stackId="entry" title={t('entry:title')} closeButtonProps={{ 'aria-label': t('entry:close') }}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void open(typed.trim(), why !== null && !of)
          }}
        >
          <Stack gap="md">
            <div>
              <Group gap="xs" align="flex-end" wrap="nowrap">
                <TextInput
                  ref={field} label={t('entry:code')} aria-describedby={more} flex={1}
                  value={typed} maxLength={14} spellCheck={false} autoComplete="off" data-autofocus styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', textTransform: 'uppercase' } }}
                  onChange={(event) => {
                    setTyped(event.currentTarget.value)
                    setWhy(null)
                  }}
                />
                <ScanButton brief hint={t('entry:hold')} instead={t('entry:instead')} judge={judge} />
              </Group>
              <Text id={more} size="xs" c="dimmed" mt={5}>
                {latest && typed === latest ? t('entry:latest') : t(of ? 'entry:codeOptional' : 'entry:codeMore')}
              </Text>
            </div>
            {why && why.problem !== 'none' && (
              <Alert color="orange" role="alert" p="sm">
                {why.problem === 'misread' || why.problem === 'unknown' || why.problem === 'gone' ? t(`entry:${why.problem}`, { code: why.code }) : t(`error:${why.problem}`)}
              </Alert>
            )}
            {why && !of && (
              <NativeSelect
                label={t('entry:orChoose')} description={chosen === none ? t('entry:noActionMore') : undefined} inputWrapperOrder={['label', 'input', 'description']} value={chosen}
                onChange={(event) => setChosen(event.currentTarget.value)} data={[{ value: none, label: t('entry:noAction') }, ...choices.map(({ value, label }) => ({ value, label }))]}
              />
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('app:cancel')}
              </Button>
              <Button type="submit">{t(why && !of ? 'entry:goOn' : 'entry:begin')}</Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Modal.Stack>
  )
}

/** Actions that a sheet may come back from, latest first. */
function useChoices(wanted: boolean): { value: string; label: string; of: EntryOf }[] {
  const engine = useEngine()
  const locale = useLocale()
  const [choices, setChoices] = useState<{ value: string; label: string; of: EntryOf }[]>([])
  useEffect(() => {
    if (!wanted) return
    let current = true
    const now = Date.now()
    engine.call('agenda', { from: now - before, to: now + after }).then(
      ({ actions, occurrences }) => {
        if (!current) return
        const byId = new Map(actions.map((action) => [action.id, action]))
        setChoices(
          occurrences.toReversed().flatMap((occurrence) => {
            const action = byId.get(occurrence.action)
            if (action?.status !== 'planned') return []
            const { on } = occurrence
            return [{ value: `${action.id} ${on}`, label: `${titleInWords(action, locale)}, ${occasionInWords(occurrence, action, locale)}`, of: { action: action.id, on } }]
          }),
        )
      },
      () => {},
    )
    return () => {
      current = false
    }
  }, [engine, wanted, locale])
  return choices
}
