/**
 * What the law has to say of a document that was made elsewhere. Invariant: of what can't be read it is never said that it is
 * there. A line is taken for the imprint by its first letters only, and shown, so that a person judges it.
 */
import { legalChecks, type PaperKind } from '#core/domain/legal/checks'
import type { PagePicture } from '#core/domain/legal/picture'
import type { Size } from '#core/print/imposition/rectangle'
import { resolutionFor, pagePicture } from '../raster/page-pictures'
import type { LegalLook } from './imposing-api'
import type { OpenPaper } from './open-paper'

/** Pages that are looked at: a tract, a poster and most programmes have no more. */
const most = 8
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
    const drawn = await paper.draw(index, resolutionFor(page)).catch(() => undefined)
    if (drawn) pictures.push(pagePicture(drawn))
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
