/** What screens may ask for on labels, badges, cards and envelopes; see api.ts. */
import type { PeopleSelection } from '#core/domain/query'
import type { AddressLabelOptions, LeftOutOfPost } from '#core/print/labels/address-labels'
import type { Correction } from '#core/print/labels/correction'
import type { LabelSheet } from '#core/print/labels/label-sheet'
import type { RenderedLabels } from '#core/print/labels/render-labels'

/** `address`: of those alone who agreed to post; badges and place cards are for who is in the room, and ask nobody's consent. */
export type LabelContent = ({ kind: 'address'; /** on envelopes, upper left */ sender: string } & Omit<AddressLabelOptions, 'locale'>) | { kind: 'badge' | 'card' }

export interface LabelsRequest {
  selection: PeopleSelection
  content: LabelContent
  sheet: LabelSheet
  /** From 1. */
  start: number
  correction: Correction
  /** Points, at most. */
  size: number
  outlines: boolean
  locale: 'fr' | 'en'
}

export interface PrintedLabels extends RenderedLabels {
  /** In the history alone: a label carries none. */
  code: string
  /** On all labels together. */
  people: number
  /** Of badges and cards `incomplete` alone: who has no name. */
  leftOut: LeftOutOfPost
  /** Lines beyond the 38 characters of the norm. */
  long: number
  /** No line of 38 characters can be read on this sheet. */
  narrow: boolean
}

export interface LabelCalls {
  /** Rejects with `role-forbids`, with `print-failed` for a sheet with a fault, and with `cancelled`. */
  labels(request: LabelsRequest): PrintedLabels
  /** Names nobody and is not noted in the history. `correction`: to check one that was found. */
  calibrationPage(request: { sheet: LabelSheet; correction?: Correction; locale: 'fr' | 'en' }): { pdf: Uint8Array }
}
