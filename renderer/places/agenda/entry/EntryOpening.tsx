/** Which sheet it is: its code says; where it does not, the action is chosen, or none. */
import { Alert, Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { readSheetCode, sheetCode } from '#core/print/sheet-code'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import type { EntryOf, EntrySheet } from '#engine/api'
import { useEngine } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'

interface Props {
  of?: EntryOf
  /** `own`: its code was made here, as the paper has none that is known. */
  onOpen(sheet: EntrySheet, own: boolean): void
  onClose(): void
}

/** Milliseconds: a sheet comes back within weeks, and from an action that has begun. */
const [before, after] = [120 * 86_400_000, 86_400_000]
const none = ''

export function EntryOpening({ of, onOpen, onClose }: Props) {
  const { t } = useTranslation(['entry', 'app', 'error'])
  const engine = useEngine()
  const locale = useLocale()
  const [typed, setTyped] = useState('')
  const [latest, setLatest] = useState('')
  const [why, setWhy] = useState<{ problem: 'none' | 'misread' | 'unknown' | 'gone' | ErrorCode; code: string } | null>(null)
  const [chosen, setChosen] = useState(none)
  const field = useRef<HTMLInputElement>(null)
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

  async function open(event: FormEvent) {
    event.preventDefault()
    const text = typed.trim()
    const code = readSheetCode(text)
    // Said before of the same text: whoever goes on all the same has decided.
    const decided = why !== null && !of
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
      const sheet = await engine.call('entrySheet', { code: code ?? sheetCode(crypto.getRandomValues(new Uint8Array(16))), of: at, locale })
      return sheet ? onOpen(sheet, code === null) : undefined
    } catch (error) {
      const problem = errorCode(error)
      return ask(problem === 'action-gone' ? 'gone' : problem)
    }
  }

  return (
    <Modal opened onClose={onClose} title={t('entry:title')} closeButtonProps={{ 'aria-label': t('entry:close') }}>
      <form onSubmit={(event) => void open(event)}>
        <Stack gap="md">
          <TextInput
            ref={field} label={t('entry:code')} description={latest && typed === latest ? t('entry:latest') : t(of ? 'entry:codeOptional' : 'entry:codeMore')} inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={typed} maxLength={14} spellCheck={false} autoComplete="off" data-autofocus styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', textTransform: 'uppercase' } }}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setWhy(null)
            }}
          />
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
