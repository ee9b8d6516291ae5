/** The words of `print:render`, read and refused. */
import { parseArgs } from 'node:util'
import { channels, purposes, type Channel, type Purpose } from '#core/domain/consent'
import type { ContactSheetOptions, SheetColumn } from '#core/print/sheet'
import { sheetWords } from '#core/print/words'

export const usage = `Usage: npm run --silent print:render -- contact-sheet --demo --out FILE
  --orientation portrait|landscape   portrait when not given
  --columns name,phones,…            name,phones,emails,city,level when not given
  --purpose [PURPOSE:]CHANNEL        leaves out who did not agree: call, news:email, membership:post… (PURPOSE is action when not given)
  --count N                          people of the demonstration section, 400 when not given
  --locale fr|en                     fr when not given
  --title TEXT  --date YYYY-MM-DD`

/** What was asked can't be done as asked; the message is a sentence for the person who typed it. */
export class Misuse extends Error {}

export interface SheetRequest {
  out: string
  count: number
  locale: 'fr' | 'en'
  date: string
  title: string | undefined
  columns: SheetColumn[]
  orientation: 'portrait' | 'landscape'
  consent: ContactSheetOptions['consent']
}

export function readRequest(words: string[]): SheetRequest {
  const { values, positionals } = parseWords(words)
  if (positionals.length !== 1 || positionals[0] !== 'contact-sheet') throw new Misuse('what to make must be named: contact-sheet')
  if (!values.demo) throw new Misuse('--demo is needed: without a window only the demonstration section can be printed')
  if (!values.out) throw new Misuse('--out FILE is needed')
  const count = Number(values.count ?? '400')
  if (!Number.isInteger(count) || count < 0 || count > 100_000) throw new Misuse(`--count must be a whole number from 0 to 100000, not "${values.count}"`)
  const columns = (values.columns ?? 'name,phones,emails,city,level').split(',').map((column) => column.trim())
  const known = [...Object.keys(sheetWords.fr.header), 'blank']
  const unknown = columns.find((column) => !known.includes(column))
  if (unknown !== undefined) throw new Misuse(`--columns does not know "${unknown}"; it knows ${known.join(', ')}`)
  const date = values.date ?? new Date().toISOString().slice(0, 10)
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) throw new Misuse(`--date must be a day like 2026-11-22, not "${date}"`)
  return {
    out: values.out, count, date, title: values.title, columns: columns as SheetColumn[],
    locale: oneOf('--locale', values.locale ?? 'fr', ['fr', 'en']),
    orientation: oneOf('--orientation', values.orientation ?? 'portrait', ['portrait', 'landscape']),
    consent: values.purpose === undefined ? null : readPurpose(values.purpose),
  }
}

function parseWords(words: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        demo: { type: 'boolean' }, out: text, orientation: text, columns: text, purpose: text, count: text, locale: text, title: text, date: text,
      },
    })
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error))
  }
}

function oneOf<Word extends string>(option: string, word: string, allowed: readonly Word[]): Word {
  const found = allowed.find((one) => one === word)
  if (found === undefined) throw new Misuse(`${option} must be ${allowed.join(' or ')}, not "${word}"`)
  return found
}

function readPurpose(text: string): { purpose: Purpose; channel: Channel } {
  const [first, second] = text.split(':')
  return {
    purpose: oneOf('--purpose (before the colon)', second === undefined ? 'action' : first!, purposes),
    channel: oneOf('--purpose', second ?? first!, channels),
  }
}
