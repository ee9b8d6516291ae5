/**
 * What the law has to say of a document that was made elsewhere. Invariant: of what can't be read it is never said that it is
 * there. A line is taken for the imprint by its first letters only, and shown, so that a person judges it.
 */
import { legalChecks, type PaperKind } from '#core/domain/legal/checks'
import type { PagePicture } from '#core/domain/legal/picture'
import type { Pixels } from '#core/print/foreign/pixels'
import type { Size } from '#core/print/imposition/rectangle'
import type { LegalLook } from './imposing-api'
import type { OpenPaper } from './open-paper'

/** Pages that are looked at: a tract, a poster and most programmes have no more. */
const most = 8
/** Px of the longer side: a flag in a corner is still one. */
const side = 600
const longestLine = 160

/** « Imprimé par nos soins », « Imprimeur : », « IMPRIMERIE DU CANAL », in capitals without accents too. */
const imprint = /[^\n]*(?<!\p{L})imprim(?:[ée]e?s?|eries?|eurs?)(?!\p{L})[^\n]*/iu
const streetsClean = /voie publique/iu

export async function lookAtLaw(paper: OpenPaper, kind: PaperKind, { width, height }: Size): Promise<LegalLook> {
  const pictures: PagePicture[] = []
  const texts: string[] = []
  for (let index = 0; index < Math.min(most, paper.pages.length); index++) {
    const page = paper.pages[index]!
    // What can't be drawn can't be judged; that it can't be printed either is said elsewhere.
    const drawn = await paper.draw(index, side / (Math.max(page.width, page.height) / 25.4)).catch(() => undefined)
    if (drawn) pictures.push(small(drawn))
    texts.push((await paper.text(index).catch(() => '')).normalize('NFC'))
  }
  const readable = texts.some((text) => text.trim() !== '')
  const at = texts.findIndex((text) => imprint.test(text))
  const line = at < 0 ? '' : imprint.exec(texts[at]!)![0].replace(/\s+/g, ' ').trim()
  const found = legalChecks({ kind, imprint: null, width, height, pictures }).map(({ id }) => id)
  return {
    notices: [
      ...found.filter((id) => id !== 'imprint-missing' || at < 0),
      ...(readable && (kind === 'tract' || kind === 'leaflet') && !texts.some((text) => streetsClean.test(text)) ? (['streets-clean'] as const) : []),
    ],
    imprint: at < 0 ? null : { line: line.length > longestLine ? `${line.slice(0, longestLine)}…` : line, page: at + 1 },
    readable,
  }
}

/** A picture as the checks take them, not finer than they look. */
function small({ width, height, rgb }: Pixels): PagePicture {
  const scale = Math.min(1, side / Math.max(width, height))
  const [across, down] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  const rgba = new Uint8Array(across * down * 4)
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const from = (Math.floor((y * height) / down) * width + Math.floor((x * width) / across)) * 3
      const to = (y * across + x) * 4
      rgba[to] = rgb[from]!
      rgba[to + 1] = rgb[from + 1]!
      rgba[to + 2] = rgb[from + 2]!
      rgba[to + 3] = 255
    }
  }
  return { width: across, height: down, data: rgba }
}
