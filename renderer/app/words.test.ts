/**
 * Words of all places: both languages say the same things, nothing is said that no screen shows, and French is spaced as
 * French is. A key built from parts (`field.${name}`) counts as used with all that begins so.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { WordTree } from '../ui/words'

const renderer = join(import.meta.dirname, '..')
const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))

interface Words {
  file: string
  fr: Map<string, string>
  en: Map<string, string>
}

const flat = (tree: WordTree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`)))

const isWords = (value: unknown): value is { fr: WordTree; en: WordTree } => typeof value === 'object' && value !== null && 'fr' in value && 'en' in value

const tables = new Map<string, [string, { fr: WordTree; en: WordTree }][]>()
for (const file of files.filter((file) => file.endsWith('words.ts'))) {
  const module = (await import(pathToFileURL(join(renderer, file)).href)) as Record<string, unknown>
  const found = Object.entries(module).filter((entry): entry is [string, { fr: WordTree; en: WordTree }] => isWords(entry[1]))
  if (found.length > 0) tables.set(file, found)
}
const source = files.filter((file) => !tables.has(file)).map((file) => readFileSync(join(renderer, file), 'utf8')).join('\n')

const all: Words[] = []
for (const [file, found] of tables) {
  for (const [name, words] of found) {
    // Parts of another file's words are read with the whole that is registered.
    if (source.includes(`, ${name})`)) all.push({ file, fr: new Map(flat(words.fr)), en: new Map(flat(words.en)) })
  }
}

/** `count_one` and `count_other` are one key for the code. */
const singular = (key: string) => key.replace(/_(one|many|other)$/, '')

/** Keys written whole in the code, and the beginnings of those built from parts. */
const whole = new Set([...source.matchAll(/'(?:[a-z]+:)?([\w.-]+)'/g)].map(([, key]) => key!))
const beginnings = [...source.matchAll(/`(?:[a-z]+:)?([\w.-]+\.)\$\{/g)].map(([, start]) => start!)
const selected = [...source.matchAll(/\.words\.(\w+)|\bwords\.(\w+)|Words(?:\[locale\]|\.fr)\.(\w+)|Words\[locale\]\[(\w+)\]/g)].map((found) => `${found.slice(1).find(Boolean)}.`)
/** Either of two beginnings: `${present ? 'has' : 'hasNot'}.${field}`. */
const eithers = [...source.matchAll(/\? '([\w.-]+)' : '([\w.-]+)'\}\./g)].flatMap(([, one, other]) => [`${one}.`, `${other}.`])
/** Whole lists: `t('tools', { returnObjects: true })`. */
const lists = [...source.matchAll(/'(?:[a-z]+:)?([\w.-]+)', \{ returnObjects: true/g)].map(([, key]) => `${key}.`)
/** Templates whose beginning varies but whose end does not: `${kind}.add`, `formats.${name}More`. */
const endings = [...source.matchAll(/\}(\.[\w.-]+|[A-Z]\w*)`/g)].map(([, end]) => end!)
/** Whole templates such as `${error}`: codes of one flat list. */
const listed = new Set(['error'])

/** `getFixedT(locale, 'print', 'selection')`: keys that the code writes without their first part. */
const prefixes = [...source.matchAll(/getFixedT\([^()]*'[\w-]+', '([\w.-]+)'\)|keyPrefix: '([\w.-]+)'/g)].map((found) => `${found[1] ?? found[2]}.`)

function isUsed(key: string): boolean {
  const prefix = prefixes.find((start) => key.startsWith(start))
  if (prefix && isUsed(key.slice(prefix.length))) return true
  return whole.has(key) || [...beginnings, ...selected, ...eithers, ...lists].some((start) => key.startsWith(start)) || endings.some((end) => key.endsWith(end))
}

describe.each(all)('words of $file', ({ file, fr, en }) => {
  it('are said in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...fr.keys()].sort())
    for (const [key, text] of [...fr, ...en]) expect(text, key).not.toBe('')
  })

  it('leave the same places to fill in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort()
    for (const [key, text] of fr) if (!key.endsWith('_one')) expect(places(en.get(key)!), key).toEqual(places(text))
  })

  it('are all shown somewhere', () => {
    if (listed.has(file.replace(/^ui\/(\w+)-words\.ts$/, '$1'))) return
    expect([...fr.keys()].filter((key) => !isUsed(singular(key)))).toEqual([])
  })

  it('use the French apostrophe and quotes', () => {
    for (const [key, text] of fr) expect(text, key).not.toMatch(/\w'\w|"/)
  })
})
