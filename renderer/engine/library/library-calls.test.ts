/** The library on one computer: files in, known again, versions, out again, and what is kept where room is short. */
import { unzipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId, type AssetId, type KitId, type SectionId } from '#core/domain/ids'
import type { AssetDraft } from '#core/domain/library/asset'
import { memoryJournal } from '#core/log/memory-journal'
import { PortError } from '#core/ports/errors'
import { memoryFiles } from '#core/ports/files'
import { memoryPages } from '#core/ports/pages'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { newSecrets, type Secrets } from '#core/sealing/vault'
import { blankPdf } from '../../../tests/print/one-page'
import { jpegOf } from '../../../tests/print/small-jpeg'
import type { OpenSection } from '../open-section'
import { libraryCalls } from './library-calls'
import { openSectionFiles } from './section-files'

const pdf = async (mark = '', pages = 1) => new Blob([(await blankPdf({ mark, pages })) as BlobPart])
const tract: AssetDraft = { title: 'Pouvoir vivre', kind: 'tract', audiences: ['field'] }
const picture = new Uint8Array([0xff, 0xd8, 1, 2, 3])

let secrets: Secrets
let disk: { journal: ReturnType<typeof memoryJournal>; pages: ReturnType<typeof memoryPages>; files: ReturnType<typeof memoryFiles> }

async function open() {
  const store = await openSectionStore({ secrets, journal: disk.journal, pages: disk.pages, onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  const files = openSectionFiles(disk.files, store)
  const section = { store, commands: createCommands(store, Date.now), files } as unknown as OpenSection
  const calls = libraryCalls({ current: () => section })
  return { section, ...calls }
}
type Engine = Awaited<ReturnType<typeof open>>

beforeEach(async () => {
  secrets = await newSecrets(newId<SectionId>())
  disk = { journal: memoryJournal(), pages: memoryPages(), files: memoryFiles() }
})

async function added({ inspectFile, addAssets }: Engine, bytes: Blob, draft = tract): Promise<AssetId> {
  const { known: _known, ...facts } = await inspectFile(bytes)
  const [outcome] = await addAssets([{ draft, file: { ...facts, bytes, picture } }])
  if (!outcome || !('id' in outcome)) throw new Error(JSON.stringify(outcome))
  return outcome.id
}
const day = '2026-11-30'

describe('a file of the library', () => {
  it('is read before it is taken, and is given back as it was, also after a start', async () => {
    const engine = await open()
    const bytes = await pdf('tract', 2)
    expect(await engine.inspectFile(bytes)).toMatchObject({ type: 'pdf', pages: 2, width: 105, height: 148, known: null })
    const id = await added(engine, bytes)
    disk.journal = memoryJournal(disk.journal.bytes())
    for (const each of [engine, await open()]) {
      const { assets, room } = await each.library({ day })
      expect(assets).toMatchObject([{ id, title: 'Pouvoir vivre', file: { state: 'here' }, versions: [{ type: 'pdf', pages: 2 }] }])
      expect(room.taken).toBeGreaterThan(bytes.size)
      expect((await each.assetContent({ asset: id })).bytes).toEqual(new Uint8Array(await bytes.arrayBuffer()))
      expect(await each.assetPictures([id, newId()])).toEqual([picture, null])
    }
  })

  it('lies on the disk as ciphertext under the name of its bytes', async () => {
    const engine = await open()
    await added(engine, await pdf('un titre en clair'))
    for (const { name, bytes } of await disk.files.list()) {
      const sealed = Buffer.from(await disk.files.read(name, 0, bytes))
      expect(sealed.includes('%PDF') || sealed.includes('titre')).toBe(false)
    }
  })

  it('is known again by its content, whatever it is called, in the version that it was', async () => {
    const engine = await open()
    const first = await pdf('première')
    const id = await added(engine, first)
    const second = await pdf('seconde')
    const { known: _known, ...facts } = await engine.inspectFile(second)
    await engine.addVersion({ asset: id, file: { ...facts, bytes: second, picture: null }, note: 'Corrigé : l’horaire' })
    expect((await engine.inspectFile(first)).known).toMatchObject({ asset: id, title: 'Pouvoir vivre', current: false })
    expect((await engine.inspectFile(second)).known).toMatchObject({ asset: id, current: true })
    expect((await engine.assetContent({ asset: id })).bytes).toEqual(new Uint8Array(await second.arrayBuffer()))
    const { versions } = (await engine.library({ day })).assets[0]!
    expect((await engine.assetContent({ asset: id, version: versions[0]!.id })).bytes).toEqual(new Uint8Array(await first.arrayBuffer()))
  })

  it('is refused, and leaves nothing, where it is no document', async () => {
    const engine = await open()
    await expect(engine.inspectFile(new Blob(['Bonjour']))).rejects.toMatchObject({ code: 'file-not-known' })
    await expect(engine.inspectFile(new Blob(['%PDF-1.7\ncoupé']))).rejects.toMatchObject({ code: 'pdf-unreadable' })
    await expect(engine.inspectFile(new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16])]))).rejects.toMatchObject({ code: 'image-cut-short' })
    expect(await disk.files.list()).toEqual([])
  })

  it('keeps none of the others from being added where the disk refuses one', async () => {
    const engine = await open()
    const [large, small] = [await pdf('grand', 300), await pdf('petit')]
    const write = disk.files.write
    disk.files.write = (name, offset, bytes, last) => (bytes.length > 8000 ? Promise.reject(new PortError('disk-full')) : write(name, offset, bytes, last))
    const file = async (bytes: Blob) => {
      const { known: _known, ...facts } = await engine.inspectFile(bytes)
      return { ...facts, bytes, picture: null }
    }
    expect(await engine.addAssets([{ draft: tract, file: await file(large) }, { draft: { ...tract, title: 'Petit' }, file: await file(small) }])).toMatchObject([{ error: 'disk-full' }, { id: expect.any(String) }])
    expect((await engine.library({ day })).assets.map(({ title }) => title)).toEqual(['Petit'])
  })

  it('leaves nothing of it where the disk is full once it comes to its picture', async () => {
    const engine = await open()
    const bytes = await pdf('sans vignette')
    const { known: _known, ...facts } = await engine.inspectFile(bytes)
    const write = disk.files.write
    let written = 0
    disk.files.write = (name, offset, piece, last) => (++written > 1 ? Promise.reject(new PortError('disk-full')) : write(name, offset, piece, last))
    expect(await engine.addAssets([{ draft: tract, file: { ...facts, bytes, picture } }])).toEqual([{ error: 'disk-full' }])
    expect([await disk.files.list(), (await engine.library({ day })).assets, (await engine.library({ day })).room.taken, written]).toEqual([[], [], 0, 2])
  })

  it('that is damaged or gone here is said to be, and its sheet stays', async () => {
    const engine = await open()
    const id = await added(engine, await pdf('abîmé'))
    const { versions } = (await engine.library({ day })).assets[0]!
    await disk.files.remove([versions[0]!.file.name])
    await expect(engine.assetContent({ asset: id })).rejects.toMatchObject({ code: 'file-not-here' })
    expect((await engine.library({ day })).assets).toMatchObject([{ id, file: { state: 'missing' } }])
    // The same file, added again, makes it whole; another one does not.
    const again = await pdf('abîmé')
    const { known } = await engine.inspectFile(again)
    expect(known).toMatchObject({ asset: id, here: false })
    await expect(engine.restoreFile({ asset: id, version: known!.version, bytes: await pdf('autre') })).rejects.toMatchObject({ code: 'file-not-known' })
    await engine.restoreFile({ asset: id, version: known!.version, bytes: again })
    expect((await engine.assetContent({ asset: id })).bytes).toEqual(new Uint8Array(await again.arrayBuffer()))
  })
})

describe('what a record says, and what the disk has', () => {
  it('a file stays where a record gives it another key, or another length: any member may have written that, and it may be the only copy', async () => {
    const engine = await open()
    const id = await added(engine, await pdf('seul'))
    const [right] = (await engine.library({ day })).assets[0]!.versions
    const wrong = [{ ...right!.file, key: right!.file.key.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) }, { ...right!.file, bytes: right!.file.bytes - 1 }]
    for (const [at, file] of wrong.entries()) {
      const version = { ...right!, id: newId(), at: right!.at + 1 + at, file }
      await engine.section.commands.editAssets([{ id, edits: [{ field: 'versions', add: [version] }] }])
      await expect(engine.assetContent({ asset: id })).rejects.toMatchObject({ code: 'file-damaged' })
    }
    expect(engine.section.files.isHere(right!.file.name)).toBe(true)
    expect((await engine.assetContent({ asset: id, version: right!.id })).type).toBe('pdf')
  })

  it('one that the disk has damaged is taken out wherever that is found, and said to be lacking', async () => {
    const engine = await open()
    const id = await added(engine, await pdf('abîmé sur le disque'))
    const [version] = (await engine.library({ day })).assets[0]!.versions
    for (const { name } of [version!.file, version!.picture!]) {
      const { read, verify } = disk.files
      disk.files.read = async (wanted, offset, length) => (wanted === name ? (await read(wanted, offset, length)).fill(0) : read(wanted, offset, length))
      disk.files.verify = async (wanted) => wanted !== name && verify(wanted)
    }
    expect(await engine.assetPictures([id])).toEqual([null])
    const kit = newId<KitId>()
    await engine.section.commands.createKits([{ id: kit, draft: { name: 'Marché', assets: [id] } }])
    expect((await engine.kitFile(kit)).missing).toEqual(['Pouvoir vivre'])
    expect([version!.file, version!.picture!].map(({ name }) => engine.section.files.isHere(name))).toEqual([false, false])
    expect(await disk.files.list()).toEqual([])
  })

  it('a new version is the current one, also after one of a computer whose clock is years ahead', async () => {
    const engine = await open()
    const id = await added(engine, await pdf('de 2031'))
    const [ahead] = (await engine.library({ day })).assets[0]!.versions
    const other = { ...ahead!, id: newId(), at: Date.UTC(2031, 0, 1) }
    await engine.section.commands.editAssets([{ id, edits: [{ field: 'versions', add: [other], remove: [ahead!.id] }] }])
    const corrected = await pdf('corrigé')
    const { known: _known, ...facts } = await engine.inspectFile(corrected)
    const { id: version } = await engine.addVersion({ asset: id, file: { ...facts, bytes: corrected, picture: null }, note: 'L’horaire' })
    expect((await engine.library({ day })).assets[0]!.versions.at(-1)!.id).toBe(version)
    expect((await engine.assetContent({ asset: id })).bytes).toEqual(new Uint8Array(await corrected.arrayBuffer()))
  })

  it('where two documents have the same file, the one that is lacking is made whole', async () => {
    const engine = await open()
    const bytes = await pdf('deux fois')
    const { known: _known, ...facts } = await engine.inspectFile(bytes)
    const made = await engine.addAssets([{ draft: tract, file: { ...facts, bytes, picture: null } }, { draft: { ...tract, title: 'Le même' }, file: { ...facts, bytes, picture: null } }])
    const second = (made[1] as { id: AssetId }).id
    await disk.files.remove([(await engine.library({ day })).assets.find(({ id }) => id === second)!.versions[0]!.file.name])
    await expect(engine.assetContent({ asset: second })).rejects.toMatchObject({ code: 'file-not-here' })
    const { known } = await engine.inspectFile(bytes)
    expect(known).toMatchObject({ asset: second, here: false })
    await engine.restoreFile({ asset: second, version: known!.version, bytes })
    expect((await engine.assetContent({ asset: second })).type).toBe('pdf')
  })

  it('a file of no bytes, and one that grew too large, are refused before anything is kept', async () => {
    const engine = await open()
    await expect(engine.inspectFile(new Blob([]))).rejects.toMatchObject({ code: 'file-not-known' })
    await expect(engine.inspectFile({ size: 100 * 1024 * 1024 + 1 } as Blob)).rejects.toMatchObject({ code: 'file-too-large' })
    expect(await disk.files.list()).toEqual([])
  })
})

describe('a kit', () => {
  it('leaves whatever the clock was where its documents were added', async () => {
    const engine = await open()
    const id = await added(engine, await pdf('1970'))
    const [version] = (await engine.library({ day })).assets[0]!.versions
    const kit = newId<KitId>()
    await engine.section.commands.createKits([{ id: kit, draft: { name: 'Marché', assets: [id] } }])
    for (const at of [0, Date.UTC(2200, 0, 1)]) {
      await engine.section.commands.editAssets([{ id, edits: [{ field: 'versions', add: [{ ...version!, at }] }] }])
      expect(Object.keys(unzipSync((await engine.kitFile(kit)).bytes))).toEqual(['01 Pouvoir vivre.pdf'])
    }
  })

  it('leaves as one zip of documents under their titles, texts as text, and names what is not here', async () => {
    const engine = await open()
    const bytes = await pdf('kit')
    const here = await added(engine, bytes, { ...tract, title: 'Pouvoir vivre : 10 mesures' })
    const gone = await added(engine, await pdf('ailleurs'), { ...tract, title: 'Affiche A3' })
    const [said] = await engine.addAssets([{ draft: { title: 'Message', kind: 'web-kit', text: 'Tous au marché', link: 'https://exemple.invalid' }, file: null }])
    const { assets } = await engine.library({ day })
    await disk.files.remove(assets.find(({ id }) => id === gone)!.versions.map(({ file }) => file.name))
    const kit = newId<KitId>()
    await engine.section.commands.createKits([{ id: kit, draft: { name: 'Marché', assets: [here, gone, (said as { id: AssetId }).id] } }])
    const { bytes: zip, missing } = await engine.kitFile(kit)
    const files = unzipSync(zip)
    expect(Object.keys(files)).toEqual(['01 Pouvoir vivre 10 mesures.pdf', '03 Message.txt'])
    expect(files['01 Pouvoir vivre 10 mesures.pdf']).toEqual(new Uint8Array(await bytes.arrayBuffer()))
    expect(new TextDecoder().decode(files['03 Message.txt'])).toBe('Tous au marché\n\nhttps://exemple.invalid\n')
    expect(missing).toEqual(['Affiche A3'])
  })
})

describe('a photograph in a kit', () => {
  it('leaves without where it was taken; here it stays as it came', async () => {
    const engine = await open()
    const plain = jpegOf({ blocks: [[[20], [120]]] })
    const trace = '48.8566 N 2.3522 E'
    const bytes = Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, trace.length + 2]), Buffer.from(trace), plain.subarray(2)])
    const id = await added(engine, new Blob([bytes]), { ...tract, title: 'Photo' })
    const kit = newId<KitId>()
    await engine.section.commands.createKits([{ id: kit, draft: { name: 'Marché', assets: [id] } }])
    expect(unzipSync((await engine.kitFile(kit)).bytes)).toEqual({ '01 Photo.jpg': plain })
    expect((await engine.assetContent({ asset: id })).bytes).toEqual(new Uint8Array(bytes))
  })
})

describe('where room is short', () => {
  it('only what the relay has leaves this computer, older versions first, and nothing that somebody asked to keep', async () => {
    const engine = await open()
    const { files } = engine.section
    const [kept, usual, alone] = [await added(engine, await pdf('gardé')), await added(engine, await pdf('usuel')), await added(engine, await pdf('seul'))]
    const newer = await pdf('nouveau')
    const { known: _known, ...facts } = await engine.inspectFile(newer)
    await engine.addVersion({ asset: usual, file: { ...facts, bytes: newer, picture: null }, note: '' })
    const { assets } = await engine.library({ day })
    const nameOf = (id: AssetId, at = -1) => assets.find((asset) => asset.id === id)!.versions.at(at)!.file.name
    await files.learnSent('relais', [nameOf(kept), nameOf(usual), nameOf(usual, 0)])
    await files.pin(kept, true)
    await files.setBudget(1)
    expect([files.isHere(nameOf(kept)), files.isHere(nameOf(usual)), files.isHere(nameOf(usual, 0)), files.isHere(nameOf(alone))]).toEqual([true, false, false, true])
    // Somebody who asks for one gets it, room or not.
    files.ask([nameOf(usual)])
    expect(files.wanted().map(({ name }) => name)).toEqual([nameOf(usual)])
  })

  it('what nothing names any more goes after a month, as an asset that was deleted may come back', async () => {
    const engine = await open()
    const id = await added(engine, await pdf('supprimé'))
    await engine.section.commands.deleteAssets([id])
    const now = Date.now()
    const dayMs = 24 * 3600 * 1000
    for (let days = 0; days < 30; days++) await engine.section.files.tidy(now + days * dayMs)
    expect(await disk.files.list()).toHaveLength(2)
    await engine.section.files.tidy(now + 31 * dayMs)
    expect(await disk.files.list()).toEqual([])
  })
})
