import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'permanence-preview-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Runs the tool as a script does, its standard input closed. */
function preview(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, ['--import', 'tsx', 'tools/csv-preview.ts', ...words], (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }))
    child.stdin?.destroy()
  })
}

describe('csv:preview', () => {
  it('gives the whole analysis as JSON, in the published shape', async () => {
    const { code, out } = await preview(file('liste.csv', 'Nom;Prénom;Courriel;Truc\nDUPONT;Marie;marie@exemple.invalid;?\nTOTAL 1;;;\n'), '--json')
    const report = JSON.parse(out)
    expect(code).toBe(0)
    expect(report).toMatchObject({
      encoding: 'utf-8', separator: ';', headerLine: 1,
      columns: [{ header: 'Nom', field: 'lastName' }, { header: 'Prénom', field: 'firstName' }, { header: 'Courriel', field: 'emails' }, { header: 'Truc', field: null }],
      rows: { read: 2, new: 1, changed: 0, unchanged: 0, setAside: 1 },
      setAside: [{ line: 3, reason: 'total-line' }],
      repairs: [{ kind: 'total-line', count: 1 }],
    })
    expect(Object.keys(report)).toEqual(['encoding', 'separator', 'headerLine', 'columns', 'rows', 'setAside', 'repairs', 'people'])
    expect(report.people).toHaveLength(1)
    expect(report.people[0]).toMatchObject({ lastName: 'DUPONT', firstName: 'Marie', emails: [{ value: 'marie@exemple.invalid', label: '' }], phones: [], consents: [], postalCode: '' })
    expect(report.people[0]).not.toHaveProperty('id')
  })

  it('says the same to a person, in French', async () => {
    const { code, out } = await preview(file('liste2.csv', 'Nom;CP\nDUPONT;1340\nMARTIN;93200\n'))
    expect(code).toBe(0)
    expect(out).toContain('2 lignes lues')
    expect(out).toContain('postal-zero')
  })

  it.each([
    ['a picture', 'image.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), /image.*picture/],
    ['titles alone', 'titres.csv', 'Nom;Prénom\n', /titres.*titles/],
  ])('leaves with code 2 and one sentence in both languages on %s', async (_name, name, content, sentence) => {
    const { code, err } = await preview(file(name, content), '--json')
    expect(code).toBe(2)
    expect(err.trim().split('\n').filter((line) => !line.startsWith('npm '))).toHaveLength(1)
    expect(err).toMatch(sentence)
  })

  it('leaves with code 2 when the file is missing', async () => {
    const { code, out, err } = await preview(join(folder, 'nulle-part.csv'))
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/introuvable.*missing/)
  })
})
