/**
 * The sheet of those who put leaflets into letterboxes: a line for each building, in the order in which they walk.
 * Invariant: as on the walk list, there is no field for a name; what is known of the boxes is printed, what was done is written by hand.
 */
import { walkStreets } from '../domain/agenda/walk-lines'
import { linesOfOnePage, renderFieldSheet, tableWidth, type FieldColumn, type FieldRow, type FieldSheet, type FieldSheetInput } from './field-sheet'
import { fieldWords } from './field-words'
import type { Fonts } from './fonts'
import type { Block } from './sheet-blocks'

/** `blank`: lines at the end of each street, for the buildings that nobody had written down. */
export function renderLetterboxSheet(input: FieldSheetInput, fonts: Fonts): Promise<FieldSheet> {
  const words = fieldWords[input.locale]
  const streets = walkStreets(input.sector.buildings, input.streets)
  const all = streets.flatMap(({ buildings }) => buildings)
  const boxes = all.reduce((sum, building) => sum + building.boxes, 0)
  const blocks: Block<FieldRow>[] = []
  const blankRow: FieldRow = { kind: 'line', ends: false, cells: [] }
  for (const { street, buildings } of streets.length > 0 ? streets : [{ street: '', buildings: [] }]) {
    const again: FieldRow[] = street ? [{ kind: 'street', text: words.goesOn(street) }] : []
    const rows = buildings.map(({ number, building, stair, access, boxes: known }): FieldRow => ({
      kind: 'line', ends: false,
      cells: [{ text: number }, { text: building }, { text: stair }, { text: access, soft: true }, { text: known > 0 ? String(known) : '' }],
    }))
    rows.push(...Array.from({ length: streets.length > 0 ? Math.max(0, input.blank) : linesOfOnePage - 1 }, () => blankRow))
    // The heading stays with the first line.
    for (const [at, row] of rows.entries()) blocks.push(at === 0 ? { rows: [{ kind: 'street', text: street || words.noStreet }, row], repeat: [], again } : { rows: [row], repeat: again, again })
  }
  const total: FieldRow = { kind: 'total', text: words.total, cells: ['', '', '', '', boxes > 0 ? String(boxes) : ''], whole: true }
  const last = blocks.at(-1)!
  blocks[blocks.length - 1] = { ...last, rows: [...last.rows, total] }
  const counts = all.length === 0 ? [] : [words.streets(streets.length), words.buildings(all.length), ...(boxes > 0 ? [words.letterboxCount(boxes)] : [])]
  return renderFieldSheet(input, { name: words.letterboxes, counts: counts.join(', '), columns: columnsOf(input), blocks, leaflet: true, buildings: all.length }, fonts)
}

function columnsOf({ locale }: FieldSheetInput): FieldColumn[] {
  const words = fieldWords[locale]
  const columns: FieldColumn[] = [
    { title: words.number, width: 17, kind: 'place' }, { title: words.building, width: 19, kind: 'place' }, { title: words.stair, width: 17, kind: 'place' }, { title: words.access, width: 40, kind: 'place' },
    { title: words.boxes, width: 17, kind: 'write' }, { title: words.served, width: 18, kind: 'write' }, { title: words.stopPub, width: 18, kind: 'write' }, { title: words.leafletOf, width: 25, kind: 'write' },
  ]
  return [...columns, { title: words.quantity, width: tableWidth - columns.reduce((sum, { width }) => sum + width, 0), kind: 'write' }]
}
