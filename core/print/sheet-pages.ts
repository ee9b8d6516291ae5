/**
 * Rows of a list on its pages, under the headings of their groups, shared out among callers.
 * Invariant: every row is on some page once, in order; a heading is never the last of its page, and where its group goes on, the
 * next page begins with it; a caller's pages have her people alone, and not more of them than she was to get.
 */
import { callBlocks } from './call-blocks'
import { pagesOf, type Block } from './sheet-blocks'
import type { PlacedText } from './sheet-rows'

/** Lengths in points. */
export interface PersonRow {
  kind: 'person'
  /** As printed before it: from 1 on over the whole list. */
  number: number
  cells: PlacedText[][]
  height: number
  lines: number
}

export interface HeadingRow {
  kind: 'heading'
  lines: readonly string[]
  /** People in the group, the whole of it; `null` over the empty rows. */
  count: number | null
  /** The group began on a page before. */
  again: boolean
  height: number
}

export interface EmptyRow {
  kind: 'empty'
  number: number
  height: number
}

export type SheetRow = PersonRow | HeadingRow | EmptyRow

export interface RowGroup {
  /** `null`: the list has none. */
  heading: HeadingRow | null
  rows: readonly PersonRow[]
}

/** Of one caller, of so many. */
export interface CallerBlock {
  number: number
  total: number
  people: number
  /** She has a page before this one. */
  again: boolean
}

export interface SheetPage {
  rows: readonly SheetRow[]
  block: CallerBlock | null
}

export interface PageWishes {
  pageEachGroup: boolean
  /** 1 to 25; `null`: the list stays whole. */
  perCaller: number | null
  /** Behind the last person, under a heading where groups have some. */
  added: { heading: HeadingRow | null; rows: readonly EmptyRow[] }
}

interface Entry {
  group: RowGroup
  row: PersonRow
}

const none: readonly HeadingRow[] = []

/** `rooms`: for rows, on the first page and on each other. One page at least. */
export function pagesOfGroups(groups: readonly RowGroup[], { pageEachGroup, perCaller, added }: PageWishes, [first, next]: readonly [number, number]): SheetPage[] {
  const entriesOf = (some: readonly RowGroup[]): Entry[] => some.flatMap((group) => group.rows.map((row) => ({ group, row })))
  const wholes = pageEachGroup && groups.length > 0 ? groups.map((group) => entriesOf([group])) : [entriesOf(groups)]
  const parts = perCaller === null ? wholes : wholes.flatMap((whole) => callBlocks(whole, perCaller))
  return parts.flatMap((part, index): SheetPage[] => {
    const blocks = blocksOf(part)
    if (index === parts.length - 1) blocks.push(...rowsUnder(added.heading, added.rows, false))
    const pages = pagesOf(blocks, [index === 0 ? first : next, next], ({ height }) => height)
    const block = (at: number) => (perCaller === null ? null : { number: index + 1, total: parts.length, people: part.length, again: at > 0 })
    return pages.map((rows, at) => ({ rows, block: block(at) }))
  })
}

function blocksOf(part: readonly Entry[]): Block<SheetRow>[] {
  const blocks: Block<SheetRow>[] = []
  for (let from = 0; from < part.length; ) {
    const { group } = part[from]!
    let to = from
    while (to < part.length && part[to]!.group === group) to++
    const rows = part.slice(from, to).map(({ row }) => row)
    blocks.push(...rowsUnder(group.heading, rows, rows[0] !== group.rows[0]))
    from = to
  }
  return blocks
}

/** A heading goes with the first row under it; `begun`: it stood on a page before. */
function rowsUnder(heading: HeadingRow | null, rows: readonly (PersonRow | EmptyRow)[], begun: boolean): Block<SheetRow>[] {
  if (heading === null) return rows.map((row) => ({ rows: [row], repeat: none, again: none }))
  const again = [{ ...heading, again: true }]
  return rows.map((row, at) => ({ rows: at > 0 ? [row] : [begun ? again[0]! : heading, row], repeat: at > 0 ? again : none, again: none }))
}
