/** The first page of a composed paper as a picture: a small one to choose by, one to be shared. Drawn by the engine. */
import type { Engine } from '#engine/client'

/** Px of the longer side: in the library; of what networks show a square at. */
const [small, shared] = [320, 1080]

/** JPEG; the longer side has `side` px. Rejects with `pdf-unreadable`. */
export const pageAsPicture = (engine: Engine, pdf: Uint8Array, side: number): Promise<Uint8Array> => engine.call('pictureOf', { content: new Blob([pdf as BlobPart]), type: 'pdf', side, as: 'jpeg' })

export const pageAsPng = (engine: Engine, pdf: Uint8Array): Promise<Uint8Array> => engine.call('pictureOf', { content: new Blob([pdf as BlobPart]), type: 'pdf', side: shared, as: 'png' })

/** `null` where it could not be drawn: the paper is kept all the same. */
export const pageAsThumbnail = (engine: Engine, pdf: Uint8Array): Promise<Uint8Array | null> => pageAsPicture(engine, pdf, small).catch(() => null)
