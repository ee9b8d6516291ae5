/**
 * Settings of this computer, in `settings.json`. Invariant: a damaged or foreign file never keeps the app from starting:
 * each field that is not valid has its default, and a copy of the file is kept. Fields of a later version are kept too.
 */
import { copyFileSync, readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import type { Settings } from '#core/ports/bridge'
import { paperNames, sideNames } from '#core/ports/printing'
import { diskError, writeFileDurably } from './durable-file'

/** A file that is read before the window is there stays small. */
const mostChoiceLetters = 50_000
const name = z.string().check(z.minLength(1), z.maxLength(60))
/** What puts a printer right is small: more is a slip. */
const millimetres = z.number().check(z.minimum(-20), z.maximum(20))
const percent = z.number().check(z.minimum(80), z.maximum(120))
const count = z.int().check(z.minimum(1), z.maximum(100))
/** Tenths of a millimetre. */
const length = z.number().check(z.minimum(-1000), z.maximum(20_000))
const pair = z.tuple([length, length])
/** Printers' names are the system's: bounded, with no line breaks or other control characters, and never a switch of a program. */
export const printPresetSchema = z.strictObject({
  printer: z.string().check(z.regex(/^(?!-)[^\p{Cc}]{1,200}$/u)),
  paper: z.enum(paperNames),
  sides: z.enum(sideNames),
  colour: z.boolean(),
})

const fields = {
  locale: z.enum(['fr', 'en']),
  colorScheme: z.enum(['light', 'dark', 'auto']),
  lockAfterMinutes: z.int().check(z.minimum(0), z.maximum(24 * 60)),
  peopleColumns: z
    .array(z.object({ column: z.string().check(z.maxLength(60)), width: z.number().check(z.minimum(20), z.maximum(4000)) }))
    .check(z.maxLength(100)),
  printers: z.array(z.object({ name, offsetX: millimetres, offsetY: millimetres, scaleX: percent, scaleY: percent })).check(z.maxLength(30)),
  labelSheets: z.array(z.object({ part: name, paper: pair, cols: count, rows: count, label: pair, origin: pair, pitch: pair })).check(z.maxLength(60)),
  labels: z.object({ sheet: z.string().check(z.maxLength(60)), printer: z.string().check(z.maxLength(60)) }),
  printPresets: z.array(printPresetSchema).check(z.maxLength(100)),
  // What choices say is read where they are used: those of a newer version go through whole.
  imposing: z.object({
    margin: z.number().check(z.minimum(0), z.maximum(30)), margins: z.optional(z.record(z.string().check(z.maxLength(200)), z.number().check(z.minimum(0), z.maximum(30)))), place: z.string().check(z.maxLength(60)),
    choices: z.record(z.string().check(z.maxLength(40)), z.looseObject({})).check(z.refine((choices) => JSON.stringify(choices).length <= mostChoiceLetters)),
  }),
}

/** What the window may ask to change. */
export const settingsChangeSchema = z.partial(z.strictObject(fields))

export interface SettingsFile {
  current(): Settings
  /** Rejects with `disk-full` or `file-not-written`; the change is in force for this run all the same. */
  change(change: Partial<Settings>): Promise<Settings>
}

/** Read at once, before the window is made: it decides the background colour. `language` is the system's, as a BCP 47 tag. */
export function openSettings(path: string, language: string): SettingsFile {
  let all = read(path, language)
  let writing: Promise<unknown> = Promise.resolve()
  return {
    current: () => pick(all),
    async change(change) {
      all = { ...all, ...change }
      const bytes = new TextEncoder().encode(`${JSON.stringify(all, null, 2)}\n`)
      const written = writing.then(() => writeFileDurably(path, bytes))
      writing = written.catch(() => {})
      await written.catch((error: unknown) => {
        throw diskError(error, 'file-not-written')
      })
      return pick(all)
    },
  }
}

function read(path: string, language: string): Settings & Record<string, unknown> {
  // French first: English only where the system says English.
  const locale = /^en\b/i.test(language) ? 'en' : 'fr'
  const defaults: Settings = { locale, colorScheme: 'auto', lockAfterMinutes: 15, peopleColumns: [], printers: [], labelSheets: [], labels: { sheet: 'L7160', printer: '' }, printPresets: [], imposing: { margin: 5, place: '', choices: {} } }
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return { ...defaults }
  }
  const found = parseObject(text)
  const valid = Object.entries(fields).flatMap(([name, schema]) => {
    const result = schema.safeParse(found?.[name])
    return result.success ? [[name, result.data] as const] : []
  })
  const missing = Object.keys(fields).some((name) => found && name in found && !valid.some(([known]) => known === name))
  if (!found || missing) keepCopy(path)
  return { ...found, ...defaults, ...Object.fromEntries(valid) }
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function keepCopy(path: string): void {
  try {
    copyFileSync(path, `${path}.damaged`)
  } catch {
    // A full disk: the damaged file itself stays until a setting is changed.
  }
}

function pick(all: Settings): Settings {
  const { locale, colorScheme, lockAfterMinutes, peopleColumns, printers, labelSheets, labels, printPresets, imposing } = all
  return { locale, colorScheme, lockAfterMinutes, peopleColumns, printers, labelSheets, labels, printPresets, imposing }
}
