/**
 * The sheets of labels that French sections buy, and the envelopes. Figures are facts, taken from Debian's glabels-data 3.4.1 and
 * set right by the makers' own measures where two public tables agree on them: glabels rounds to points, up to 0.5 mm too wide
 * (63.99 for the 63.5 mm on the box), and its L7162 and L7163 begin 0.7 to 1.3 mm too far left. Zweckform 3475 and Herma 4464
 * would leave the paper by its figures: they are as on the box, three times 70 mm.
 */
import { paperA4, type LabelSheet, type LabelUse } from './label-sheet'

type Pair = readonly [number, number]

const a4 = (brand: string, part: string, use: LabelUse, cols: number, rows: number, label: Pair, origin: Pair, pitch: Pair): LabelSheet => ({ brand, part, use, paper: paperA4, cols, rows, label, origin, pitch })

/** In tenths of a millimetre: label, origin, pitch. */
export const labelSheets: readonly LabelSheet[] = [
  a4('Avery', 'L7160', 'address', 3, 7, [635, 381], [72, 151], [660, 381]),
  a4('Avery', 'J8160', 'address', 3, 7, [635, 381], [74.8, 154.9], [660.4, 381]),
  a4('Avery', 'L7159', 'address', 3, 8, [635, 339], [72, 129], [660, 339]),
  a4('Avery', 'L7161', 'address', 3, 6, [635, 466], [72, 87], [660, 466]),
  a4('Avery', 'L7162', 'address', 2, 8, [991, 339], [46.5, 129], [1016, 339]),
  a4('Avery', 'L7163', 'address', 2, 7, [991, 381], [46.5, 151.5], [1016, 381]),
  a4('Avery', 'L7164', 'address', 3, 4, [635, 719.8], [73.5, 35.3], [660, 719.8]),
  a4('Avery', 'L7165', 'parcel', 2, 4, [991, 677], [46.5, 131], [1016, 677]),
  a4('Avery', 'L7169', 'parcel', 2, 2, [991, 1390], [50.1, 70.6], [1014.9, 1390]),
  a4('Avery', 'L7651', 'small', 5, 13, [381, 212], [47.5, 107], [406, 212]),
  a4('Avery', 'J8651', 'small', 5, 13, [381, 212], [47, 109], [406, 212]),
  a4('Avery', 'L7654', 'small', 4, 10, [457, 254], [97.5, 215], [482.5, 254]),
  a4('Avery', 'J8157', 'address', 3, 11, [640, 243], [60, 140], [665, 243]),
  a4('Avery', 'L4785', 'badge', 2, 5, [800, 500], [180, 130], [950, 550]),
  a4('Avery', 'C32015', 'card', 2, 4, [850, 540], [170, 315], [910, 600]),
  a4('Avery', 'C32011-10', 'card', 2, 5, [850, 540], [150, 135], [950, 540]),
  a4('Avery', 'DL33', 'address', 3, 11, [700, 250], [0, 100], [700, 250]),
  a4('Zweckform', '3474', 'address', 3, 8, [700, 370], [0, 0], [700, 370]),
  a4('Zweckform', '3475', 'address', 3, 8, [700, 360], [0, 44.3], [700, 360.3]),
  a4('Zweckform', '3651', 'address', 4, 10, [520, 295], [10, 10], [520, 295]),
  a4('Zweckform', '3477', 'address', 2, 7, [1050, 410], [0, 49.3], [1050, 410]),
  a4('Herma', '4464', 'address', 3, 8, [700, 370], [0, 0], [700, 370.4]),
  a4('Herma', '4625', 'address', 2, 7, [1050, 423], [0, 0], [1050, 423]),
  a4('Herma', '4677', 'address', 3, 7, [635, 381], [67.5, 155], [665, 381]),
]

/**
 * Envelopes, one a page. The address stands where the window of French ones is: 100 mm wide, 20 mm from the right and the lower
 * edge, which also leaves the stamp its upper right corner and the sorting machine its strip at the foot (custom of the trade).
 */
export const envelopes: readonly LabelSheet[] = [
  { brand: '', part: 'DL', use: 'envelope', paper: [2200, 1100], cols: 1, rows: 1, label: [1000, 350], origin: [1000, 550], pitch: [1000, 350], sender: { at: [80, 80], size: [900, 300] } },
  { brand: '', part: 'C5', use: 'envelope', paper: [2290, 1620], cols: 1, rows: 1, label: [1000, 450], origin: [1090, 970], pitch: [1000, 450], sender: { at: [80, 80], size: [1000, 350] } },
]

const spoken = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** By its part number as typed, `null` when unknown. */
export const labelSheet = (part: string, own: readonly LabelSheet[] = []): LabelSheet | null => [...own, ...labelSheets, ...envelopes].find((sheet) => spoken(sheet.part) === spoken(part)) ?? null
