/** Every word of labels and of the calibration page, and the faults of a sheet in words. */
import type { HouseholdWords } from '../../domain/households'
import type { SheetFault } from './label-sheet'

export interface LabelWords {
  household: HouseholdWords
  fileTitle(code: string): string
  /** Why a sheet of one's own can't be printed on. */
  fault(fault: SheetFault): string
  calibration: {
    fileTitle: string
    title: string
    /** Which sheet is outlined. */
    sheet(name: string): string
    steps: readonly string[]
    /** What is measured: its value without an error stands behind each, and room for the one that was read. */
    measures: Record<'left' | 'top' | 'across' | 'down', string>
    rule: string
  }
}

const millimetres = (tenths: number, mark: string) => String(Math.round(tenths) / 10).replace('.', mark)

const french: LabelWords = {
  household: { and: 'et', family: (name) => `Famille ${name}` },
  fileTitle: (code) => `Étiquettes ${code}`,
  fault(said) {
    const by = 'by' in said ? `${millimetres(said.by, ',')}\u00a0mm` : ''
    switch (said.fault) {
      case 'nameless':
        return 'Donnez une référence à la planche.'
      case 'paper':
        return 'Le papier mesure de 50\u00a0mm à 1,20\u00a0m de côté.'
      case 'label':
        return 'Une étiquette mesure au moins 8\u00a0mm de côté.'
      case 'count':
        return 'Une planche a de 1 à 100\u00a0colonnes, et de 1 à 100\u00a0rangées.'
      case 'off-left':
        return `La première étiquette sort du papier à gauche, de ${by}.`
      case 'off-top':
        return `La première étiquette sort du papier en haut, de ${by}.`
      case 'off-right':
        return `La dernière colonne sort du papier à droite, de ${by}.`
      case 'off-bottom':
        return `La dernière rangée sort du papier en bas, de ${by}.`
      case 'overlap-across':
        return `Deux étiquettes voisines se chevauchent de ${by}\u00a0: le pas horizontal est plus petit que leur largeur.`
      case 'overlap-down':
        return `Deux rangées se chevauchent de ${by}\u00a0: le pas vertical est plus petit que la hauteur d’une étiquette.`
    }
  },
  calibration: {
    fileTitle: 'Page de calibrage',
    title: 'Page de calibrage',
    sheet: (name) => `Contour de la planche ${name}`,
    steps: [
      '1. Imprimez cette page sur papier ordinaire, à 100\u00a0% («\u00a0taille réelle\u00a0»), jamais «\u00a0ajustée à la page\u00a0».',
      '2. Avec une règle, mesurez au dixième de millimètre si possible\u00a0: du bord gauche du papier au milieu de la croix A, du bord haut au milieu de la croix A, de A à B, de A à C.',
      '3. Reportez ces quatre mesures dans «\u00a0Calibrer une imprimante\u00a0». Une imprimante sans défaut donne celles qui sont écrites ci-dessous.',
      '4. Pour vérifier, réimprimez la page avec la correction et posez-la sur une planche, devant une fenêtre\u00a0: les contours se recouvrent.',
    ],
    measures: { left: 'Du bord gauche du papier à la croix A', top: 'Du bord haut du papier à la croix A', across: 'De la croix A à la croix B', down: 'De la croix A à la croix C' },
    rule: '100\u00a0mm',
  },
}

const english: LabelWords = {
  household: { and: 'and', family: (name) => `${name} family` },
  fileTitle: (code) => `Labels ${code}`,
  fault(said) {
    const by = 'by' in said ? `${millimetres(said.by, '.')}\u00a0mm` : ''
    switch (said.fault) {
      case 'nameless':
        return 'Give the sheet a part number.'
      case 'paper':
        return 'Paper has sides of 50\u00a0mm to 1.20\u00a0m.'
      case 'label':
        return 'A label has sides of at least 8\u00a0mm.'
      case 'count':
        return 'A sheet has 1 to 100\u00a0columns, and 1 to 100\u00a0rows.'
      case 'off-left':
        return `The first label leaves the paper on the left, by ${by}.`
      case 'off-top':
        return `The first label leaves the paper at the top, by ${by}.`
      case 'off-right':
        return `The last column leaves the paper on the right, by ${by}.`
      case 'off-bottom':
        return `The last row leaves the paper at the bottom, by ${by}.`
      case 'overlap-across':
        return `Neighbouring labels overlap by ${by}: the horizontal pitch is smaller than their width.`
      case 'overlap-down':
        return `Rows overlap by ${by}: the vertical pitch is smaller than the height of a label.`
    }
  },
  calibration: {
    fileTitle: 'Calibration page',
    title: 'Calibration page',
    sheet: (name) => `Outline of sheet ${name}`,
    steps: [
      '1. Print this page on plain paper at 100\u00a0% (“actual size”), never “fitted to the page”.',
      '2. With a ruler, to a tenth of a millimetre if you can, measure: from the left edge of the paper to the middle of cross A, from the upper edge to the middle of cross A, from A to B, from A to C.',
      '3. Type these four measures under “Calibrate a printer”. A printer without an error gives those written below.',
      '4. To check, print the page again with the correction and lay it on a sheet of labels, against a window: the outlines cover each other.',
    ],
    measures: { left: 'From the left edge of the paper to cross A', top: 'From the upper edge of the paper to cross A', across: 'From cross A to cross B', down: 'From cross A to cross C' },
    rule: '100\u00a0mm',
  },
}

export const labelWords: Readonly<Record<'fr' | 'en', LabelWords>> = { fr: french, en: english }
