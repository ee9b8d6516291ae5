/**
 * The walk list of a door-to-door: a line of 6.5 mm for each door, in the order in which two people walk, to tick while they do.
 * Invariant: a floor stays with its heading on one page, unless it is higher than a page. Whoever prints it can name nobody.
 */
import { doorsOf, walkLines, walkStreets } from '../domain/agenda/walk-lines'
import type { Building } from '../domain/agenda/territory'
import { linesOfOnePage, renderFieldSheet, tableWidth, type FieldColumn, type FieldRow, type FieldSheet, type FieldSheetInput } from './field-sheet'
import { fieldWords } from './field-words'
import type { Fonts } from './fonts'
import type { Block } from './sheet-blocks'

/** `blank`: lines to write in under each building whose doors and letterboxes are not known. */
export function renderWalkSheet(input: FieldSheetInput, fonts: Fonts): Promise<FieldSheet> {
  const words = fieldWords[input.locale]
  const streets = walkStreets(input.sector.buildings, input.streets)
  const blocks = streets.flatMap(({ street, buildings }) => buildings.flatMap((building, at) => blocksOf(building, street, at === 0, input)))
  const all = streets.flatMap(({ buildings }) => buildings)
  const doors = all.reduce((sum, building) => sum + doorsOf(building), 0)
  if (blocks.length === 0) blocks.push(unknownStreet(input))
  const last = blocks.at(-1)!
  blocks[blocks.length - 1] = { ...last, rows: [...last.rows, { kind: 'total', text: words.total, cells: [], whole: true }] }
  const counts = all.length === 0 ? [] : [words.streets(streets.length), words.buildings(all.length), ...(doors > 0 ? [words.doors(doors)] : [])]
  return renderFieldSheet(input, { name: words.walk, counts: counts.join(', '), columns: columnsOf(input), blocks, leaflet: false, buildings: all.length }, fonts)
}

function columnsOf({ locale }: FieldSheetInput): FieldColumn[] {
  const words = fieldWords[locale]
  const places = [[words.number, 15], [words.building, 17], [words.stair, 15], [words.floor, 17], [words.door, 14]] as const
  const boxes = [words.knocked, words.opened, words.talked, words.leaflets, words.again]
  const columns: FieldColumn[] = [...places.map(([title, width]): FieldColumn => ({ title, width, kind: 'place' })), ...boxes.map((title): FieldColumn => ({ title, width: 15.5, kind: 'box' }))]
  return [...columns, { title: words.contact, width: tableWidth - columns.reduce((sum, { width }) => sum + width, 0), kind: 'write' }]
}

/** A block for each floor: with the headings above the first, the building's total under the last. */
function blocksOf(of: Building, street: string, beginsStreet: boolean, { blank, locale }: FieldSheetInput): Block<FieldRow>[] {
  const words = fieldWords[locale]
  const { lines } = walkLines(of, blank)
  const [number, building, stair] = [of.number, of.building, of.stair].map((part) => part.trim())
  const several = lines.length > 1
  const known = doorsOf(of)
  const more = [known > 1 ? words.doors(known) : of.boxes > 1 ? words.letterboxCount(of.boxes) : '', of.access.trim() && words.accessBy(of.access.trim())].filter(Boolean).join('  ·  ')
  const headed = several || of.access.trim() !== ''
  const here = [number && words.numbered(number), building, stair].filter(Boolean).join(', ') || street
  const heading: FieldRow[] = headed ? [{ kind: 'building', text: here, more }] : []
  const streetAgain: FieldRow = { kind: 'street', text: words.goesOn(street) }
  const again: FieldRow[] = [streetAgain, ...(headed ? [{ kind: 'building', text: words.goesOn(here), more: '' } as const] : [])]

  // Where floors are not known all of a building's lines are alike, and may part anywhere.
  const floors: FieldRow[][] = []
  for (const [at, { floor, door }] of lines.entries()) {
    const beginsFloor = at === 0 || floor === null || lines[at - 1]!.floor !== floor
    const endsFloor = floor === null ? at === lines.length - 1 : lines[at + 1]?.floor !== floor
    const soft = at > 0
    const row: FieldRow = {
      kind: 'line', ends: endsFloor,
      cells: [
        { text: number!, soft }, { text: building!, soft }, { text: stair!, soft },
        { text: floor === null ? '' : words.floorName(floor), soft: !beginsFloor }, { text: door === null ? '' : words.doorName(door) },
      ],
    }
    if (beginsFloor) floors.push([row])
    else floors.at(-1)!.push(row)
  }
  if (several) floors.at(-1)!.push({ kind: 'total', text: words.totalOf(here), cells: [], whole: false })
  return floors.map((rows, at): Block<FieldRow> => {
    if (at > 0) return { rows, repeat: again, again }
    return beginsStreet ? { rows: [{ kind: 'street', text: street }, ...heading, ...rows], repeat: [], again } : { rows: [...heading, ...rows], repeat: [streetAgain], again }
  })
}

/** A sector of which no building is known yet: a page to write on. */
function unknownStreet({ locale }: FieldSheetInput): Block<FieldRow> {
  const rows = Array.from({ length: linesOfOnePage }, (): FieldRow => ({ kind: 'line', ends: false, cells: [] }))
  return { rows: [{ kind: 'street', text: fieldWords[locale].noStreet }, ...rows], repeat: [], again: [] }
}
