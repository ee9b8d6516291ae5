/** The lines of a sheet, typed one after the other: each is checked by itself at once, so that a mistake is found where it was made. */
import { Input, Stack, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { grouped, lettersTyped, pastedLines, wholeLine } from '#core/membership/paper'
import { lineStates, rowsFor, withPasted } from './sheet-lines'
import classes from './SheetLines.module.css'

export function SheetLines({ lines, onChange }: { lines: readonly string[]; onChange(lines: string[]): void }) {
  const { t } = useTranslation('recover')
  const label = useId()
  const fields = useRef<(HTMLInputElement | null)[]>([])
  const [at, setAt] = useState<number | null>(null)
  const states = lineStates(lines, at)
  const focus = (place: number) => fields.current[place]?.focus()

  const put = (place: number, typed: string, atEnd: boolean) => {
    const letters = lettersTyped(typed)
    const next = withPasted(lines, place, [atEnd ? grouped(letters) : typed])
    onChange(next)
    if (atEnd && letters.length === wholeLine && lineStates(next, place)[place] === 'right') focus(place + 1)
  }
  const onPaste = (event: ClipboardEvent, place: number) => {
    const pasted = pastedLines(event.clipboardData.getData('text'))
    if (pasted.length < 2) return
    event.preventDefault()
    onChange(withPasted(lines, place, pasted.map((line) => grouped(lettersTyped(line)))))
    requestAnimationFrame(() => focus(place + pasted.length))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, place: number) => {
    const { value } = event.currentTarget
    if (event.key === 'ArrowDown') focus(place + 1)
    else if (event.key === 'ArrowUp') focus(place - 1)
    else if (event.key === 'Enter' && value !== '' && states[place] !== 'right') focus(place + 1)
    else if (event.key === 'Backspace' && value === '' && place > 0) focus(place - 1)
    else return
    event.preventDefault()
  }

  return (
    <Input.Wrapper label={t('lines')} description={t('linesMore')} labelElement="div" labelProps={{ id: label }}>
      <Stack gap={4} mt="xs" role="group" aria-labelledby={label}>
        {Array.from({ length: rowsFor(lines) }, (_, place) => {
          const state = states[place] ?? 'empty'
          const bad = state === 'wrong' || state === 'letters' || state === 'long'
          return (
            <TextInput
              key={place} ref={(field) => void (fields.current[place] = field)} size="xs" autoFocus={place === 0} aria-label={t('line', { number: place + 1 })}
              autoComplete="off" autoCorrect="off" spellCheck={false} classNames={{ input: classes.line }} data-state={state}
              leftSection={<span className={classes.number} aria-hidden>{place + 1}</span>}
              rightSection={state === 'right' ? <IconCheck size={16} aria-hidden className={classes.right} /> : bad ? <IconAlertTriangle size={16} aria-hidden className={classes.wrong} /> : undefined}
              value={lines[place] ?? ''} error={bad ? t(state) : undefined}
              onFocus={() => setAt(place)} onBlur={() => setAt(null)} onPaste={(event) => onPaste(event, place)} onKeyDown={(event) => onKeyDown(event, place)}
              onChange={({ currentTarget: { value, selectionStart } }) => put(place, value, selectionStart === value.length)}
            />
          )
        })}
      </Stack>
    </Input.Wrapper>
  )
}
