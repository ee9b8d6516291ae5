import { describe, expect, it } from 'vitest'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { contentHash } from '../canonical'
import { readEmails } from '../email'
import { foldName } from '../fold'
import { readPhones } from '../phone'
import { encodeWindows1252, messyCsv } from './messy'

const today = '2026-03-14'
const file = messyCsv(1000, 'messy', today)
/** An independent decoder: Node's own takes the quotes and dashes of Windows-1252 for Latin-1. */
const decode = (bytes: Uint8Array) => iconv.decode(Buffer.from(bytes), 'windows-1252')
const text = decode(file.bytes)
const rows = Papa.parse<string[]>(text, { delimiter: ';' }).data
const { truth } = file
const records = rows.slice(truth.headerLine, truth.headerLine + truth.records)
const lineCells = (line: number) => Papa.parse<string[]>(text.split(/\r?\n/).slice(line - 1).join('\n'), { delimiter: ';', preview: 1 }).data[0]!
const dirty = (kind: string) => truth.dirt.filter((dirt) => dirt.kind === kind)

describe('the messy sample', () => {
  it('is the same for the same seed', async () => {
    expect(await contentHash([...messyCsv(50, 'messy', today).bytes])).toBe(await contentHash([...messyCsv(50, 'messy', today).bytes]))
    expect(messyCsv(50, 'messy', today).truth).not.toEqual(messyCsv(50, 'other', today).truth)
  })
  it('is what Excel saves in Windows-1252: no valid UTF-8, all letters kept', () => {
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(file.bytes)).toThrow()
    expect(text).toContain('Prénom')
    expect(text.replace(/\?/g, '')).toBe(text)
    expect(decode(encodeWindows1252('Œuvre « à 5 € » – l’été'))).toBe('Œuvre « à 5 € » – l’été')
    expect(decode(encodeWindows1252('Nguyễn'))).toBe('Nguy?n')
  })
  it('has its header and its total where the truth says', () => {
    expect(rows[truth.headerLine - 1]).toEqual(truth.headers)
    expect(rows[truth.headerLine + truth.records]![0]).toBe(`Total : ${truth.records}`)
    expect(records.every((cells) => cells.length === truth.headers.length)).toBe(true)
    expect(truth.records).toBe(truth.people + dirty('exact-duplicate').length + dirty('case-variant').length)
  })
  it('holds the dirt the truth tells, on its line', () => {
    for (const kind of ['exact-duplicate', 'case-variant', 'lost-zero', 'two-emails', 'swapped-names', 'future-birth', 'cedex', 'refusal', 'line-break']) expect(dirty(kind).length, kind).toBeGreaterThan(0)
    for (const { line } of dirty('lost-zero')) expect(lineCells(line)[7]).toMatch(/^6\d{8}$/)
    for (const { line } of dirty('two-emails')) expect(readEmails(lineCells(line)[9]!)).toHaveLength(2)
    for (const { line } of dirty('future-birth')) expect(lineCells(line)[3]).toBe('14/07/2062')
    for (const { line } of dirty('cedex')) expect(lineCells(line)[6]).toMatch(/CEDEX$/)
    for (const { line } of dirty('refusal')) expect(lineCells(line).slice(11, 13).some((cell) => /^non$/i.test(cell))).toBe(true)
    const who = (cells: string[]) => `${foldName(cells[1]!)} ${foldName(cells[2]!)} ${cells[9]}`
    const everyone = records.map(who)
    for (const { line } of dirty('case-variant')) {
      const twin = who(lineCells(line))
      expect(everyone.filter((other) => other === twin)).toHaveLength(2)
    }
  })
  it('reaches nobody', () => {
    for (const cells of records) {
      for (const phone of [...readPhones(cells[7]!), ...readPhones(cells[8]!)]) expect(phone.e164).toMatch(/^\+33(19900|26191|35301|46571|53649|63998)\d{4}$/)
      for (const email of readEmails(cells[9]!)) expect(email.value).toMatch(/@(exemple\.invalid|example\.org)$/)
    }
  })
})
