import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findTraces } from './traces'

const word = 'Zqvœrtâmiloupe'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faults-traces-'))
  writeFileSync(join(folder, 'innocent'), 'rien de particulier')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const around = (text: string, at: number) => `${'x'.repeat(at)}${text}, et la suite`

describe('a word left in a file', () => {
  it.each([
    ['as UTF-8', Buffer.from(around(word, 7))],
    ['as UTF-16', Buffer.from(around(word, 3), 'utf16le')],
    ['as UTF-16 of the other order', Buffer.from(around(word, 3), 'utf16le').swap16()],
    ['in lower case without accents', Buffer.from(around('zqvœrtamiloupe', 2))],
    ['in base64, first alignment', Buffer.from(Buffer.from(around(word, 3)).toString('base64'))],
    ['in base64, second alignment', Buffer.from(Buffer.from(around(word, 4)).toString('base64'))],
    ['in base64, third alignment', Buffer.from(Buffer.from(around(word, 5)).toString('base64'))],
    ['deflated', Buffer.concat([Buffer.from('entête'), deflateSync(around(word, 5))])],
    ['deflated, with something behind', Buffer.concat([deflateSync(around(word, 5)), Buffer.from('pied')])],
    ['in a gzip', gzipSync(around(word, 5))],
  ])('%s is found', (_form, bytes) => {
    mkdirSync(join(folder, 'deep'))
    writeFileSync(join(folder, 'deep', 'file'), bytes)
    const { traces, files } = findTraces(folder, ['Autre-Mot-Absent', word])
    expect(files).toBe(2)
    expect(traces.length).toBeGreaterThan(0)
    expect(new Set(traces.map(({ file, word: found }) => `${file} ${found}`))).toEqual(new Set([`deep/file ${word}`]))
  })

  it('is found in the name of a file', () => {
    mkdirSync(join(folder, `export ${word}.csv`))
    expect(findTraces(folder, [word]).traces[0]!.file).toBe(`export ${word}.csv (name)`)
  })

  it('that is not there is not found', () => {
    writeFileSync(join(folder, 'file'), around('Zqvœrtâmilou', 9))
    expect(findTraces(folder, [word]).traces).toEqual([])
  })
})
