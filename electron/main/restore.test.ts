import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId, type SectionId } from '#core/domain/ids'
import type { SectionStub } from '#core/ports/host'
import { openJournal } from './journal'
import { bringBack, listReplaced, removeReplaced, replacedNote } from './replaced'
import { beginRestore } from './restore'
import { createSection, listSections, readVault, removeLeftovers, sectionFolder } from './sections'

let root: string
beforeEach(async () => {
  root = join(await mkdtemp(join(tmpdir(), 'permanence-restore-')), 'sections')
})
afterEach(() => rm(join(root, '..'), { recursive: true }))

const stub = (id = newId<SectionId>()): SectionStub => ({ id, createdAt: 1000, lastOpenedAt: 2000, demo: false })
const vaultOf = (words: string) => new TextEncoder().encode(JSON.stringify({ permanence: 'vault', passphrase: { words } }))
const payload = (text: string) => new TextEncoder().encode(text)
const words = async (id: SectionId) => {
  const journal = await openJournal(sectionFolder(root, id))
  const { frames } = await journal.readFrom(0, 1e9)
  await journal.close()
  return frames.map((frame) => new TextDecoder().decode(frame.payload))
}

async function existing(): Promise<SectionStub> {
  const section = stub()
  await createSection(root, section, vaultOf('ancien'))
  const journal = await openJournal(sectionFolder(root, section.id))
  await journal.append([payload('d’avant')])
  await journal.close()
  return section
}

async function restored(section: SectionStub, replace: boolean, note: Uint8Array | null = null): Promise<void> {
  const restore = await beginRestore(root, section, vaultOf('nouveau'))
  await restore.append([payload('un'), payload('deux')])
  await restore.append([])
  await restore.append([payload('trois')])
  await restore.commit(replace, note)
}

describe('a section from a backup', () => {
  it('is there whole once it is committed', async () => {
    const section = stub()
    await restored(section, false)
    expect(await listSections(root)).toEqual([section])
    expect(await words(section.id)).toEqual(['un', 'deux', 'trois'])
    expect(await readVault(root, section.id)).toEqual(vaultOf('nouveau'))
    expect((await readdir(root)).length).toBe(1)
  })

  it('is not there at all when it is given up, or when the app dies at any moment before', async () => {
    const section = stub()
    const given = await beginRestore(root, section, vaultOf('nouveau'))
    await given.append([payload('un')])
    await given.abort()
    expect(await readdir(root)).toEqual([])
    await expect(given.commit(false)).rejects.toMatchObject({ code: 'journal-failed' })

    const killed = await beginRestore(root, section, vaultOf('nouveau'))
    await killed.append([payload('un')])
    expect(await listSections(root)).toEqual([])
    await removeLeftovers(root)
    expect(await readdir(root)).toEqual([])
    await killed.abort()
  })

  it('never takes the place of one that is there unless it is asked to', async () => {
    const section = await existing()
    await expect(restored(section, false)).rejects.toMatchObject({ code: 'section-exists' })
    expect(await words(section.id)).toEqual(['d’avant'])
    expect(await readdir(root)).toEqual([section.id])
  })
})

describe('a section that is replaced', () => {
  it('is put aside whole, and can be brought back, and the other one again', async () => {
    const section = await existing()
    await restored(section, true)
    expect(await words(section.id)).toEqual(['un', 'deux', 'trois'])
    const [aside] = await listReplaced(root)
    await removeLeftovers(root)
    await bringBack(root, aside!, 5000)
    expect(await words(section.id)).toEqual(['d’avant'])
    expect(await readVault(root, section.id)).toEqual(vaultOf('ancien'))
    expect(await listReplaced(root)).toEqual([{ id: section.id, at: 5000 }])
    await bringBack(root, { id: section.id, at: 5000 }, 6000)
    expect(await words(section.id)).toEqual(['un', 'deux', 'trois'])
    await expect(bringBack(root, { id: section.id, at: 5000 }, 7000)).rejects.toMatchObject({ code: 'section-not-found' })
  })

  it('has its note for as long as it is aside, and not when it is in its place', async () => {
    const section = await existing()
    await restored(section, true, payload('su'))
    const [aside] = await listReplaced(root)
    expect(await replacedNote(root, aside!)).toEqual(payload('su'))
    await bringBack(root, aside!, 5000)
    expect(await readdir(sectionFolder(root, section.id))).not.toContain('note')
    expect(await replacedNote(root, { id: section.id, at: 5000 })).toBeNull()
    await bringBack(root, { id: section.id, at: 5000 }, 6000)
    expect(await replacedNote(root, { id: section.id, at: 6000 })).toBeNull()
    // One that took nobody's place has none to put it on.
    const alone = stub()
    await restored(alone, true, payload('su'))
    expect(await readdir(sectionFolder(root, alone.id))).not.toContain('note')
  })

  it('is under its name again when the app dies between the two renames', async () => {
    const section = await existing()
    const restore = await beginRestore(root, section, vaultOf('nouveau'))
    await restore.append([payload('un')])
    await rename(sectionFolder(root, section.id), join(root, `.replaced-${section.id}-4000`))
    await writeFile(join(root, `.replaced-${section.id}-4000`, 'note'), 'su')
    await removeLeftovers(root)
    expect(await words(section.id)).toEqual(['d’avant'])
    expect(await readdir(sectionFolder(root, section.id))).not.toContain('note')
    expect(await readdir(root)).toEqual([section.id])
    await restore.abort()
  })

  it('is gone once somebody is erased, also when the app dies half-way through removing it', async () => {
    const section = await existing()
    const aside = { id: section.id, at: 4000 }
    await cp(sectionFolder(root, section.id), join(root, `.replaced-${section.id}-4000`), { recursive: true })
    await removeReplaced(root, aside)
    expect(await readdir(root)).toEqual([section.id])
    await removeReplaced(root, aside)
    await cp(sectionFolder(root, section.id), join(root, `.removed-${section.id}-4000`), { recursive: true })
    expect(await listReplaced(root)).toEqual([])
    await removeLeftovers(root)
    expect(await readdir(root)).toEqual([section.id])
    expect(await words(section.id)).toEqual(['d’avant'])
  })

  it('stays aside when there is a section under its name, and names that are none are left alone', async () => {
    const section = await existing()
    await cp(sectionFolder(root, section.id), join(root, `.replaced-${section.id}-4000`), { recursive: true })
    await writeFile(join(root, '.replaced-note'), 'x')
    await removeLeftovers(root)
    expect(await listReplaced(root)).toEqual([{ id: section.id, at: 4000 }])
    expect(await readFile(join(root, '.replaced-note'), 'utf8')).toBe('x')
  })
})
