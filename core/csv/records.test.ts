import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecords, type Dialect, type TableRecord } from './records'

const semicolon: Dialect = { separator: ';', quote: '"', escape: '"' }

function read(text: string, dialect = semicolon, size = Infinity): TableRecord[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size))
  return [...readRecords(pieces, dialect)].flat()
}

const quote = (cell: string) => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

describe('records of a file', () => {
  it('carry the line where they start, empty lines and quoted line ends included', () => {
    expect(read('Nom;Adresse\nDupont;"12 rue X\nBât. C"\n\nMartin;rue Y\n')).toEqual([
      { line: 1, cells: ['Nom', 'Adresse'] },
      { line: 2, cells: ['Dupont', '12 rue X\nBât. C'] },
      { line: 5, cells: ['Martin', 'rue Y'] },
    ])
  })

  it('are the same wherever the text is cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ';', '"', '\n', ' ', '1'), maxLength: 6 })
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
    fc.assert(fc.property(rows, fc.integer({ min: 1, max: 9 }), (table, size) => {
      // Only whole records inside a cell would be taken for a quote left open.
      const safe = table.map((cells) => cells.map((value) => value.replaceAll('\n', ' \n').replace(/;(?=[^]*\n)|(?<=\n[^]*);/g, ',')))
      const text = safe.map((cells) => cells.map(quote).join(';')).join('\n')
      expect(read(text, semicolon, size)).toEqual(read(text))
      expect(read(text).map((record) => record.cells)).toEqual(safe)
    }), { numRuns: 500 })
  })

  it('keep the rest of the file when a quote is never closed, and name its line', () => {
    const records = read('Nom;Rue;Ville\nDupont;"12 rue X;Sète\nMartin;rue Y;Lyon\nBenali;rue Z;Nice\n')
    expect(records.map(({ line, unclosed }) => [line, unclosed ?? false])).toEqual([[1, false], [2, true], [3, false], [4, false]])
    expect(records[2]!.cells).toEqual(['Martin', 'rue Y', 'Lyon'])
  })

  it('see a quote left open that another quote, 30 lines below, seems to close', () => {
    const many = Array.from({ length: 30 }, (_, at) => `Nom${at};rue ${at};Nice`).join('\n')
    const records = read(`Nom;Rue;Ville\nDupont;"12 rue X;Sète\n${many}\nMartin;"4, rue Y";Lyon\n`)
    expect(records.filter((record) => record.unclosed).map((record) => record.line)).toEqual([2])
    expect(records).toHaveLength(33)
    expect(records.at(-1)).toEqual({ line: 33, cells: ['Martin', '4, rue Y', 'Lyon'] })
  })

  it('see one that the very next line seems to close', () => {
    const records = read('Nom;Prénom;Rue;Ville\nDupont;Marie;"12 rue X;Sète\nMartin;Paul;"4, rue Y";Lyon\nDiallo;Awa;rue Z;Nice\n')
    expect(records.map(({ line, unclosed }) => [line, unclosed ?? false])).toEqual([[1, false], [2, true], [3, false], [4, false]])
  })

  it('do not wait for the end of a big file to see it', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `Nom${at};rue ${at};Nice`).join('\n')
    const records = read(`Nom;Rue;Ville\nDupont;"12 rue X;Sète\n${many}\n`, semicolon, 1 << 17)
    expect(records).toHaveLength(20_002)
    expect(records.filter((record) => record.unclosed).map((record) => record.line)).toEqual([2])
  })

  it('leave quotes inside an unquoted cell alone, and read backslash escapes when the dialect says so', () => {
    expect(read('Nom;Note\nDupont;tuyau de 5" et 6"\n')[1]!.cells).toEqual(['Dupont', 'tuyau de 5" et 6"'])
    expect(read('"Nom";"Note"\n"Dupont";"dit \\"non\\""\n', { separator: ';', quote: '"', escape: '\\' })[1]!.cells).toEqual(['Dupont', 'dit "non"'])
  })
})
