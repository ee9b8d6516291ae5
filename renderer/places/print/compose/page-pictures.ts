/** The first page of a composed paper as a picture: a small one to choose by, one to be shared. Drawn by the engine. */
import { pictureSide } from '#core/domain/library/asset'
import type { Engine } from '#engine/client'

/** Px of the side of what is shared: what networks show a square at. */
const sharedSide = 1080

const pageAs = (as: 'jpeg' | 'png', engine: Engine, pdf: Uint8Array, side: number): Promise<Uint8Array> => engine.call('pictureOf', { content: new Blob([pdf as BlobPart]), type: 'pdf', side, as })

/** JPEG; the longer side has `side` px. Rejects with `pdf-unreadable`. */
export const pageAsPicture = (engine: Engine, pdf: Uint8Array, side: number): Promise<Uint8Array> => pageAs('jpeg', engine, pdf, side)

export const pageAsPng = (engine: Engine, pdf: Uint8Array): Promise<Uint8Array> => pageAs('png', engine, pdf, sharedSide)

/** For the library; `null` where it could not be drawn: the paper is kept all the same. */
export const pageAsThumbnail = (engine: Engine, pdf: Uint8Array): Promise<Uint8Array | null> => pageAsPicture(engine, pdf, pictureSide).catch(() => null)
