/**
 * Where a section works: sectors of its own (a polling station, a quarter, an estate) and the buildings in them.
 * Invariant: nothing in it names anybody or says what somebody thinks; volunteers read all of it.
 */
import type { SectorId } from '../ids'

/** A house or a staircase. Texts are as on the door; what is not known is empty, or 0. */
export interface Building {
  /** Among those of its sector. */
  readonly id: string
  street: string
  /** « 12 », « 12 bis », « 12-14 ». */
  number: string
  /** « Bât. C ». */
  building: string
  /** « Esc. 2 ». */
  stair: string
  /** The top floor; 0: ground floor alone. */
  floors: number
  /** Doors on each floor; 0: not known. */
  doors: number
  /** Letterboxes; 0: not known. */
  boxes: number
  /** « Gardien », « interphone ». A door code does not belong here: this is printed. */
  access: string
}

export interface Sector {
  readonly id: SectorId
  /** « Cité Gabriel-Péri ». */
  name: string
  /** Commune, with its INSEE code where the official list knows it. */
  city: string
  cityCode: string
  /** Number of the polling station; empty where it is none. */
  station: string
  /** In the order in which they were written down; see `inWalkOrder`. */
  buildings: Building[]
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  /** Keys of a newer version, carried along. */
  extra?: Record<string, unknown>
}

/** What is counted in a building: at its doors, then at its letterboxes. */
export const visitCounters = ['knocked', 'opened', 'talked', 'leaflets', 'again', 'contacts', 'boxes', 'stopPub'] as const
export type VisitCounter = (typeof visitCounters)[number]

/** What came back of one building from one action. */
export interface Visit {
  sector: SectorId
  /** Of the building. */
  building: string
  counted: Partial<Record<VisitCounter, number>>
}
