/** What a file is, told by its content. Invariant: what is refused here is never kept, and what is kept was read to its end. */
import type { FileType } from '#core/domain/library/asset'
import { errorCode, PortError } from '#core/ports/errors'

export interface FileFacts {
  type: FileType
  pages: number
  /** Of the first page of a PDF in mm, of a picture in px. */
  width: number
  height: number
}

const mmPerPoint = 25.4 / 72
const tenth = (value: number) => Math.round(value * 10) / 10

/** Rejects with `file-not-known` for what is neither a PDF nor an image, else with what is the matter with it (see `openForeign`, `readImage`). */
export async function inspect(bytes: Uint8Array): Promise<FileFacts> {
  if (isPdf(bytes)) {
    const { openForeign } = await import('#core/print/foreign/open-foreign')
    const file = await openForeign(bytes)
    const { width, height } = file.page(0)
    return { type: 'pdf', pages: file.pageCount, width: tenth(width * mmPerPoint), height: tenth(height * mmPerPoint) }
  }
  const { readImage } = await import('#core/print/foreign/image-facts')
  try {
    const { format, width, height } = readImage(bytes)
    return { type: format, pages: 1, width, height }
  } catch (error) {
    throw errorCode(error) === 'not-an-image' ? new PortError('file-not-known') : error
  }
}

/** Viewers look for the mark in the first kilobyte (ISO 32000-1, annex H). */
const isPdf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-')
