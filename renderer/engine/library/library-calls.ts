/** Calls about the library: what there is, files in and out of it. Loaded when first asked for. */
import { fromBase64url, toBase64url } from '#core/domain/base64url'
import { daysLater } from '#core/domain/days'
import { newId, type AssetId } from '#core/domain/ids'
import { currentVersion, endsSoonWithin, validityOf, type Asset, type AssetDraft } from '#core/domain/library/asset'
import { errorCode, PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import { sha256 } from '#core/sealing/aes'
import type { Lifecycle } from '../lifecycle'
import type { OpenSection } from '../open-section'
import { contentOf } from './asset-content'
import { openStored, storeContent } from './asset-files'
import { inspect } from './inspect'
import { askForAll, fileStateOf, lackingFiles } from './file-state'
import { zipOfKit } from './kit-file'
import type { LibraryCalls } from './library-api'
import { storedVersion } from './stored-version'

const byTitle = new Intl.Collator('fr', { numeric: true })

/** Bytes of one file: more than a programme in print quality, and what a relay takes (docs/sync/protocol.md). */
const largest = 100 * 1024 * 1024

export function libraryCalls(lifecycle: Pick<Lifecycle, 'current'>): Handlers<LibraryCalls> {
  async function loaded(): Promise<OpenSection> {
    const section = lifecycle.current()
    await Promise.all([section.store.loaded, section.files.ready])
    return section
  }

  async function assetOf(id: AssetId): Promise<{ section: OpenSection; asset: Asset }> {
    const section = await loaded()
    const asset = section.store.assets.get(id)
    if (!asset) throw new PortError('asset-gone')
    return { section, asset }
  }

  return {
    async library({ day }) {
      const { store, files } = await loaded()
      const soon = daysLater(day, endsSoonWithin)
      const pinned = new Set(files.pinned())
      return {
        assets: [...store.assets.values()]
          .sort((one, other) => byTitle.compare(one.title, other.title) || (one.id < other.id ? -1 : 1))
          .map((asset) => ({ ...asset, validity: validityOf(asset, day, soon), file: fileStateOf(files, asset), pinned: pinned.has(asset.id) })),
        kits: [...store.kits.values()].sort((one, other) => byTitle.compare(one.name, other.name) || (one.id < other.id ? -1 : 1)),
        room: files.room(),
      }
    },
    async inspectFile(blob) {
      if (blob.size > largest) throw new PortError('file-too-large')
      const bytes = new Uint8Array(await blob.arrayBuffer())
      const facts = await inspect(bytes)
      const content = toBase64url(await sha256(bytes))
      const { store, files } = await loaded()
      const same = [...store.assets.values()].flatMap((asset) => asset.versions.filter((each) => each.content === content).map((version) => ({ asset, version })))
      // Two who added it apart have two: the one that is lacking here is what somebody brings it for.
      const found = same.find(({ version }) => !files.isHere(version.file.name)) ?? same[0]
      if (!found) return { ...facts, content, known: null }
      const { asset, version } = found
      return { ...facts, content, known: { asset: asset.id, title: asset.title, version: version.id, current: version === currentVersion(asset), here: files.isHere(version.file.name) } }
    },
    async restoreFile({ asset: id, version, bytes: blob }) {
      const { section, asset } = await assetOf(id)
      const lacking = asset.versions.find((each) => each.id === version)
      const bytes = new Uint8Array(await blob.arrayBuffer())
      if (!lacking || toBase64url(await sha256(bytes)) !== lacking.content) throw new PortError('file-not-known')
      const { name, bytes: sealed } = await storeContent(section.files.store, bytes, fromBase64url(lacking.file.key))
      // What was sealed otherwise then would lie here under a name that nothing asks for.
      if (name !== lacking.file.name) throw new PortError('file-not-known', 'sealed otherwise')
      section.files.learn(name, sealed)
    },
    async addAssets(made) {
      const section = await loaded()
      const records: { id: AssetId; draft: AssetDraft }[] = []
      const outcomes: ({ id: AssetId } | { error: ReturnType<typeof errorCode> })[] = []
      for (const { draft, file } of made) {
        try {
          const id = newId<AssetId>()
          records.push({ id, draft: file ? { ...draft, versions: [await storedVersion(section, file, '')] } : draft })
          outcomes.push({ id })
        } catch (error) {
          outcomes.push({ error: errorCode(error) })
        }
      }
      if (records.length > 0) await section.commands.createAssets(records)
      return outcomes
    },
    async addVersion({ asset: id, file, note }) {
      const { section, asset } = await assetOf(id)
      const version = await storedVersion(section, file, note, currentVersion(asset))
      await section.commands.editAssets([{ id, edits: [{ field: 'versions', add: [version] }] }])
      return version
    },
    async assetContent({ asset: id, version }) {
      const { section, asset } = await assetOf(id)
      const { bytes, version: { type } } = await contentOf(section.files, asset, version)
      return { bytes, type }
    },
    async assetPictures(ids) {
      const { store, files } = await loaded()
      return Promise.all(
        ids.map(async (id) => {
          const asset = store.assets.get(id)
          const picture = asset && currentVersion(asset)?.picture
          return picture && files.isHere(picture.name) ? openStored(files, picture).catch(() => null) : null
        }),
      )
    },
    async fetchAsset(id) {
      const { section, asset } = await assetOf(id)
      const version = currentVersion(asset)
      if (version) section.files.ask([version.file.name])
    },
    async fetchAllFiles() {
      const { store, files } = await loaded()
      askForAll(files, store.assets.values())
    },
    async lackingFiles() {
      const { store, files } = await loaded()
      return lackingFiles(files, store.assets.values())
    },
    pinAsset: async ({ id, on }) => (await loaded()).files.pin(id, on),
    setLibraryRoom: async (bytes) => (await loaded()).files.setBudget(bytes),
    async kitFile(id) {
      const section = await loaded()
      const kit = section.store.kits.get(id)
      if (!kit) throw new PortError('kit-gone')
      return zipOfKit(section, kit)
    },
    async presets(kind) {
      const { store } = await loaded()
      return [...store.presets.values()].filter((preset) => preset.kind === kind).sort((one, other) => byTitle.compare(one.name, other.name) || (one.id < other.id ? -1 : 1))
    },
  }
}
