import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId, type SectionId } from '#core/domain/ids'
import type { SectionStub } from '#core/ports/host'
import { createSection, listSections, readVault, recordOpened, removeDemo, removeLeftovers, sectionIdSchema, writeVault } from './sections'

let root: string
beforeEach(async () => {
  root = join(await mkdtemp(join(tmpdir(), 'permanence-sections-')), 'sections')
})
afterEach(() => rm(join(root, '..'), { recursive: true }))

function stub(at: number, demo = false): SectionStub {
  return { id: newId<SectionId>(), createdAt: at, lastOpenedAt: at, demo }
}
const vault = (protection: object): Uint8Array => new TextEncoder().encode(JSON.stringify({ permanence: 'vault', ...protection }))
const byPassphrase = vault({ passphrase: {} })

describe('the sections of this computer', () => {
  it('are none at first', async () => {
    expect(await listSections(root)).toEqual([])
  })

  it('are listed with the last opened one first', async () => {
    const [older, newer] = [stub(1000), stub(2000)]
    await createSection(root, older, byPassphrase)
    await createSection(root, newer, byPassphrase)
    expect(await listSections(root)).toEqual([newer, older])
    await recordOpened(root, older.id, 3000)
    expect(await listSections(root)).toEqual([{ ...older, lastOpenedAt: 3000 }, newer])
  })

  it('tell nothing but an id, dates and whether it is a demo', async () => {
    const section = { ...stub(1000), name: 'Section de Montreuil' }
    await createSection(root, section, byPassphrase)
    expect(await readFile(join(root, section.id, 'stub.json'), 'utf8')).not.toContain('Montreuil')
    expect(await readdir(root)).toEqual([section.id])
    expect((await readdir(join(root, section.id))).sort()).toEqual(['stub.json', 'vault'])
  })

  it('stay listed when their stub is damaged', async () => {
    const section = stub(1000)
    await createSection(root, section, byPassphrase)
    await writeFile(join(root, section.id, 'stub.json'), '{"id":')
    expect(await listSections(root)).toEqual([{ id: section.id, createdAt: 0, lastOpenedAt: 0, demo: false }])
  })

  it('have a vault that is replaced whole', async () => {
    const section = stub(1000)
    await createSection(root, section, byPassphrase)
    await writeVault(root, section.id, vault({ keychain: {} }))
    expect(await readVault(root, section.id)).toEqual(vault({ keychain: {} }))
    await rm(join(root, section.id, 'vault'))
    await expect(readVault(root, section.id)).rejects.toMatchObject({ code: 'vault-damaged' })
    await expect(readVault(root, newId())).rejects.toMatchObject({ code: 'section-not-found' })
    await expect(writeVault(root, newId(), byPassphrase)).rejects.toMatchObject({ code: 'section-not-found' })
  })

  it('are never removed unless they are a demo', async () => {
    const [real, demo] = [stub(1000), stub(2000, true)]
    await createSection(root, real, byPassphrase)
    await createSection(root, demo, byPassphrase)
    await expect(removeDemo(root, real.id)).rejects.toMatchObject({ code: 'unexpected' })
    await removeDemo(root, demo.id)
    expect(await listSections(root)).toEqual([real])
  })

  it('are cleared at start of half made folders and of demos that no key opens, of nothing else', async () => {
    const [real, kept, lost] = [stub(1000), stub(2000, true), stub(3000, true)]
    await createSection(root, real, vault({}))
    await createSection(root, kept, byPassphrase)
    await createSection(root, lost, vault({}))
    await mkdir(join(root, `.unfinished-${newId()}`))
    await removeLeftovers(root)
    expect((await readdir(root)).sort()).toEqual([real.id, kept.id].sort())
  })

  it('have ids that name no other folder', () => {
    for (const id of ['..', '../../etc', '.unfinished-AAAAAAAAAA', 'a'.repeat(21), 'a'.repeat(23), `${'a'.repeat(21)}/`, `${'a'.repeat(21)}\0`, 7]) {
      expect(sectionIdSchema.safeParse(id).success).toBe(false)
    }
    expect(sectionIdSchema.safeParse(newId()).success).toBe(true)
  })
})
