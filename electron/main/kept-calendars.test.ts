import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId, type SectionId } from '#core/domain/ids'
import { keptCalendars } from './kept-calendars'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-kept-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const bytes = (text: string) => new TextEncoder().encode(text)
const known = () => keptCalendars(join(folder, 'kept-calendars.json'))

describe('a calendar file that is kept up to date', () => {
  it('is remembered for its section, also by the next run, until it is forgotten; the file stays', async () => {
    const [one, other] = [newId<SectionId>(), newId<SectionId>()]
    const path = join(folder, 'agenda.ics')
    const calendars = known()
    await Promise.all([calendars.keep(one, { path, locale: 'fr' }), calendars.keep(other, { path: join(folder, 'autre.ics'), locale: 'en' })])
    await calendars.write(one, bytes('un'))
    expect(await known().of(one)).toEqual({ path, locale: 'fr' })
    expect(await known().of(other)).toMatchObject({ locale: 'en' })
    await known().keep(one, null)
    expect(await known().of(one)).toBe(null)
    await expect(known().write(one, bytes('deux'))).rejects.toMatchObject({ code: 'file-not-written' })
    expect(await readFile(path, 'utf8')).toBe('un')
  })

  it('says that its folder is gone, and leaves nothing half written', async () => {
    const section = newId<SectionId>()
    const inside = join(folder, 'partage')
    await mkdir(inside)
    await known().keep(section, { path: join(inside, 'agenda.ics'), locale: 'fr' })
    await known().write(section, bytes('un'))
    expect(await readdir(inside)).toEqual(['agenda.ics'])
    await rm(inside, { recursive: true })
    await expect(known().write(section, bytes('deux'))).rejects.toMatchObject({ message: 'file-not-written: ENOENT' })
    await mkdir(inside)
    await known().write(section, bytes('trois'))
    expect(await readFile(join(inside, 'agenda.ics'), 'utf8')).toBe('trois')
  })

  it('is none where what remembers it is damaged', async () => {
    await writeFile(join(folder, 'kept-calendars.json'), '{"x": 3')
    expect(await known().of(newId<SectionId>())).toBe(null)
  })
})
