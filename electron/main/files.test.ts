import fc from 'fast-check'
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SaveRequest } from '#core/ports/bridge'
import { safeName, saveFile } from './files'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-files-'))
})
afterEach(async () => {
  await chmod(folder, 0o700)
  await rm(folder, { recursive: true })
})

const bytes = new TextEncoder().encode('%PDF-1.7')

function save(answer: { canceled: boolean; filePath: string }, suggestedName = 'liste', kind: SaveRequest['kind'] = 'pdf') {
  const asked: string[] = []
  const filters: unknown[] = []
  const dialog = {
    showSaveDialog: async (_window: unknown, options: { defaultPath?: string; filters?: unknown[] }) => {
      filters.push(...options.filters!)
      asked.push(basename(options.defaultPath!))
      return answer
    },
  }
  const saved = saveFile({ suggestedName, kind, bytes }, { dialog: dialog as never, window: null as never, locale: 'fr', folder })
  return { asked, filters, saved }
}

describe('saving a file', () => {
  it('writes it whole, for its owner only, and leaves nothing beside', async () => {
    const path = join(folder, 'liste.pdf')
    await writeFile(path, 'an older one, longer than the new one')
    const { saved, asked } = save({ canceled: false, filePath: path })
    expect(await saved).toEqual({ path })
    expect(asked).toEqual(['liste.pdf'])
    expect(new Uint8Array(await readFile(path))).toEqual(bytes)
    expect(await readdir(folder)).toEqual(['liste.pdf'])
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('adds the extension that a person left out', async () => {
    expect(await save({ canceled: false, filePath: join(folder, 'liste') }).saved).toEqual({ path: join(folder, 'liste.pdf') })
  })

  it('is a calendar by its extension, so that other programs open it as one', async () => {
    const { saved, asked, filters } = save({ canceled: false, filePath: join(folder, 'agenda') }, 'agenda', 'ics')
    expect(await saved).toEqual({ path: join(folder, 'agenda.ics') })
    expect([asked, filters]).toEqual([['agenda.ics'], [{ name: 'Agenda (iCalendar)', extensions: ['ics'] }]])
  })

  it('writes nothing when the person gave up', async () => {
    expect(await save({ canceled: true, filePath: '' }).saved).toBeNull()
    expect(await readdir(folder)).toEqual([])
  })

  it('says so when the folder does not take it, and keeps the old file', async () => {
    await expect(save({ canceled: false, filePath: join(folder, 'missing', 'liste.pdf') }).saved).rejects.toMatchObject({ code: 'file-not-written' })
  })
})

describe('a suggested name', () => {
  it.each([
    ['Feuille de contact.pdf', 'Feuille de contact.pdf'],
    ['../../etc/passwd', 'etc passwd.pdf'],
    ['C:\\Windows\\x', 'C Windows x.pdf'],
    ['con', 'permanence.pdf'],
    ['...', 'permanence.pdf'],
    ['', 'permanence.pdf'],
    ['liste 12/05', 'liste 12 05.pdf'],
  ])('%j becomes %j', (name, expected) => expect(safeName(name, 'pdf')).toBe(expected))

  it('never leaves its folder', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const safe = safeName(name, 'pdf')
        expect(basename(safe)).toBe(safe)
        expect(safe).toMatch(/^[^.\s].*\.pdf$/s)
      }),
    )
  })
})
