/**
 * Pictures of the library, for the slots of a template. Invariant: one that can't be used leaves its place empty and says why;
 * it never keeps the paper from being made. Decoded once: what is typed beside a photograph is shown at once.
 */
import type { AssetId } from '#core/domain/ids'
import { currentVersion, type AssetVersion } from '#core/domain/library/asset'
import { errorCode, PortError, type ErrorCode } from '#core/ports/errors'
import { openForeign } from '#core/print/foreign/open-foreign'
import { printableImage, type DecodedImage, type DecodeImage } from '#core/print/foreign/printable-image'
import type { Kept, PageFile } from '#core/print/page-file'
import { openStored } from '../library/asset-files'
import type { OpenSection } from '../open-section'

type Keep = (file: PageFile) => Kept
/** Pictures that are decoded at a time; a page has few. */
const mostKept = 6

export interface SlotPictures {
  of(section: OpenSection, pictures: Readonly<Record<string, AssetId | ''>>): Promise<{ images: Record<string, Keep>; refused: { slot: string; error: ErrorCode }[] }>
  /** One that was decoded elsewhere. */
  give(section: OpenSection, asset: AssetId, decoded: DecodedImage): void
  /** Lets go of all: each may be as large as a photograph is in memory. */
  forget(): void
}

export function slotPictures(decode: DecodeImage): SlotPictures {
  /** By content. */
  const kept = new Map<string, Promise<Keep>>()

  function versionOf({ store }: OpenSection, id: AssetId): AssetVersion {
    const asset = store.assets.get(id)
    const version = asset && currentVersion(asset)
    if (!version) throw new PortError('asset-gone')
    return version
  }

  function remember(content: string, keep: Promise<Keep>): void {
    kept.set(content, keep)
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(oldest)
  }

  async function read(section: OpenSection, id: AssetId): Promise<Keep> {
    const version = versionOf(section, id)
    const before = kept.get(version.content)
    if (before) return before
    const reading = openStored(section.files, version.file).then(async (bytes): Promise<Keep> => {
      if (version.type !== 'pdf') {
        const image = await printableImage(bytes, decode)
        return (file) => file.keepImage(image)
      }
      const page = (await openForeign(bytes)).page(0)
      return (file) => file.keepPage(page)
    })
    remember(version.content, reading)
    reading.catch(() => kept.get(version.content) === reading && kept.delete(version.content))
    return reading
  }

  return {
    async of(section, pictures) {
      const images: Record<string, Keep> = {}
      const refused: { slot: string; error: ErrorCode }[] = []
      for (const [slot, id] of Object.entries(pictures)) {
        if (id === '') continue
        try {
          images[slot] = await read(section, id)
        } catch (error) {
          refused.push({ slot, error: errorCode(error) })
        }
      }
      return { images, refused }
    },
    give(section, asset, decoded) {
      const { width, height } = decoded.pixels
      remember(versionOf(section, asset).content, Promise.resolve((file) => file.keepImage({ width, height, decoded })))
    },
    forget: () => kept.clear(),
  }
}
