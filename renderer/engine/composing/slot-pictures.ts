/**
 * Pictures of the library, for the slots of a template. Invariant: one that can't be used leaves its place empty and says why;
 * it never keeps the paper from being made. Decoded once: what is typed beside a photograph is shown at once.
 */
import type { AssetId } from '#core/domain/ids'
import { currentVersion } from '#core/domain/library/asset'
import { errorCode, PortError, type ErrorCode } from '#core/ports/errors'
import { openForeign } from '#core/print/foreign/open-foreign'
import { printableImage, type DecodeImage } from '#core/print/foreign/printable-image'
import type { Kept, PageFile } from '#core/print/page-file'
import { openStored } from '../library/asset-files'
import type { OpenSection } from '../open-section'

type Keep = (file: PageFile) => Kept
/** Pictures that are decoded at a time; a page has few. */
const mostKept = 6

export interface SlotPictures {
  of(section: OpenSection, pictures: Readonly<Record<string, AssetId | ''>>): Promise<{ images: Record<string, Keep>; refused: { slot: string; error: ErrorCode }[] }>
}

export function slotPictures(decode: DecodeImage): SlotPictures {
  /** By content. */
  const kept = new Map<string, Promise<Keep>>()

  async function read({ files, store }: OpenSection, id: AssetId): Promise<Keep> {
    const asset = store.assets.get(id)
    const version = asset && currentVersion(asset)
    if (!version) throw new PortError('asset-gone')
    const before = kept.get(version.content)
    if (before) return before
    const reading = openStored(files.store, version.file).then(async (bytes): Promise<Keep> => {
      if (version.type !== 'pdf') {
        const image = await printableImage(bytes, decode)
        return (file) => file.keepImage(image)
      }
      const page = (await openForeign(bytes)).page(0)
      return (file) => file.keepPage(page)
    })
    kept.set(version.content, reading)
    reading.catch(() => kept.delete(version.content))
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(oldest)
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
  }
}
