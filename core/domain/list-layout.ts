/**
 * How a list of people is laid out on paper, whoever stands on it.
 * Invariant: nothing in it says who is on a list, so that a layout can be kept and handed on as a model (list-preset.ts).
 */
import type { Channel, Purpose } from './consent'
import type { PeopleColumn } from './query'

/** A column that pens fill, under a title of its own: a box in each row, or room to write in. */
export type HandColumn =
  | { hand: 'tick'; title: string }
  /** `room` is a wish; the usual one when absent. */
  | { hand: 'write'; title: string; room?: 'narrow' | 'wide' }

/** `blank` is a column to write in without a title; `address` is the whole postal address in one cell. */
export type ListColumn = PeopleColumn | 'blank' | 'address' | HandColumn

/** What people who stand under one heading have in common. */
export const listGroupings = ['city', 'postalCode', 'street', 'level', 'relation', 'contactPerson'] as const
export type ListGrouping = (typeof listGroupings)[number]

/** `name`: surname, then first name; `street`: postal code, town, street, then along its numbers. */
export const listOrders = ['name', 'street'] as const
export type ListOrder = (typeof listOrders)[number]

/** Tick boxes a list has room for. */
export const mostTicks = 6
/** Empty rows that one list may end with. */
export const mostEmptyRows = 200

export interface ListRows {
  /** One heading a group, again on each page that the group goes on; `null` or absent: none. */
  grouping?: ListGrouping | null
  /** Each group begins a page, and no caller gets two of them. */
  pageEachGroup?: boolean
  /** `null` or absent: as they were given. */
  order?: ListOrder | null
  /** In mm at least; `null` or absent: what its text takes, and 9 mm where something is written by hand. */
  rowHeight?: number | null
  /** Most people that one caller gets, 1 to 25, each on pages of her own; `null` or absent: nobody shares the list out. */
  perCaller?: number | null
  /** Rows have numbers unless this is false. */
  numbered?: boolean
  /** Behind the last person, for whoever comes on top. */
  emptyRows?: number
}

/** All of a list but what it is called and whom it lists. */
export interface ListLayout extends ListRows {
  /** Their widths follow the content of the selection. */
  columns: ListColumn[]
  orientation: 'portrait' | 'landscape'
  /** A list for calling or mailing only shows people who agreed; `null`: an internal working list. */
  consent: { purpose: Purpose; channel: Channel } | null
  /** The line « À détruire après usage ». */
  destroyAfterUse: boolean
}
