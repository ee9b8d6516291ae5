/**
 * Pictures of the library, for the slots of a template. Invariant: one that can't be used leaves its place empty and says why;
 * it never keeps the paper from being made. Decoded once, and for a screen no finer than one shows: what is typed beside a
 * photograph is shown at once.
 */
import type { AssetId } from '#core/domain/ids'
import { currentVersion, type AssetVersion } from '#core/domain/library/asset'
import { errorCode, PortError, type ErrorCode } from '#core/ports/errors'
import { readImage } from '#core/print/foreign/image-facts'
import { openForeign } from '#core/print/foreign/open-foreign'
import { printableImage, type DecodedImage, type DecodeImage, type PrintableImage } from '#core/print/foreign/printable-image'
import { smallerImage } from '#core/print/foreign/smaller-image'
import type { Kept, PageFile } from '#core/print/page-file'
import { openStored } from '../library/asset-files'
import type { OpenSection } from '../open-section'
import type { PictureOf } from '../raster/raster-api'

type Keep = (file: PageFile) => Kept
/** What they are for: a paper has each pixel, a screen what it can show. */
export type Fineness = 'paper' | 'screen'
/** Pictures that are decoded at a time; a page has few. */
const mostKept = 12
/** Px of the shorter side above which a picture is made smaller for a screen: a page on it, magnified, shows no more. */
const shownSide = 1200

export interface PictureDecoder {
  decode: DecodeImage
  /** Makes one smaller. */
  picture: PictureOf
}

export interface SlotPictures {
  of(section: OpenSection, pictures: Readonly<Record<string, AssetId | ''>>, fineness: Fineness): Promise<{ images: Record<string, Keep>; refused: { slot: string; error: ErrorCode }[] }>
  /** One that was decoded elsewhere. */
  give(section: OpenSection, asset: AssetId, decoded: DecodedImage): void
  /** Lets go of all: each may be as large as a photograph is in memory. */
  forget(): void
}

export function slotPictures(decoder: PictureDecoder): SlotPictures {
  /** By what each is for, and its content. */
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

  async function read(section: OpenSection, id: AssetId, fineness: Fineness): Promise<Keep> {
    const version = versionOf(section, id)
    const name = `${fineness} ${version.content}`
    const before = kept.get(name)
    if (before) return before
    const reading = openStored(section.files, version.file).then(async (bytes): Promise<Keep> => {
      if (version.type !== 'pdf') {
        const image = fineness === 'paper' ? await printableImage(bytes, decoder.decode) : await shownImage(bytes, version.type, decoder)
        return (file) => file.keepImage(image)
      }
      const page = (await openForeign(bytes)).page(0)
      return (file) => file.keepPage(page)
    })
    remember(name, reading)
    reading.catch(() => kept.get(name) === reading && kept.delete(name))
    return reading
  }

  return {
    async of(section, pictures, fineness) {
      const images: Record<string, Keep> = {}
      const refused: { slot: string; error: ErrorCode }[] = []
      for (const [slot, id] of Object.entries(pictures)) {
        if (id === '') continue
        try {
          images[slot] = await read(section, id, fineness)
        } catch (error) {
          refused.push({ slot, error: errorCode(error) })
        }
      }
      return { images, refused }
    },
    give(section, asset, decoded) {
      const { width, height } = decoded.pixels
      const { content } = versionOf(section, asset)
      for (const fineness of ['paper', 'screen'] satisfies Fineness[]) remember(`${fineness} ${content}`, Promise.resolve((file) => file.keepImage({ width, height, decoded })))
    },
    forget: () => kept.clear(),
  }
}

/** As for paper, but not larger than is seen. */
async function shownImage(bytes: Uint8Array, type: AssetVersion['type'], { decode, picture }: PictureDecoder): Promise<PrintableImage> {
  const facts = readImage(bytes)
  const by = Math.min(facts.width, facts.height) / shownSide
  if (by <= 1) return printableImage(bytes, decode)
  if (facts.asItStands) {
    const smaller = await picture({ content: new Blob([bytes as BlobPart]), type, side: Math.round(Math.max(facts.width, facts.height) / by), as: 'jpeg' }).catch(() => bytes)
    return printableImage(smaller, decode)
  }
  // Clear parts stay clear, which they would not in a JPEG.
  const whole = await decode(bytes, facts)
  const decoded = by < 2 ? whole : smallerImage(whole, Math.floor(by))
  return { width: decoded.pixels.width, height: decoded.pixels.height, decoded }
}
