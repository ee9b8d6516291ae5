/** What the screen of a stall may ask while people are noted in front of passers-by: it is never answered with a word of anybody; see api.ts. */
import type { StandBatch } from '#core/domain/agenda/stand'
import type { WrittenLine } from '#core/domain/agenda/entry-line'
import type { EntryOf } from './entry-api'

/** `of`: the action that it is held for; `null`: none. */
export interface StandRequest {
  batch: StandBatch
  of: EntryOf | null
}

/** `noted`: lines of the batch that are in effect. */
export interface Noted {
  noted: number
}

export interface StandCalls {
  /** From now on a window that is loaded anew, or an app that starts after a crash, asks for the passphrase. Rejects with `role-forbids`, `notice-missing`. */
  standBegin(request: StandRequest): Noted
  /** Somebody, made or completed, as the next line of the batch. What the base knows of her stays unsaid. */
  standLine(request: StandRequest & { line: WrittenLine; locale: 'fr' | 'en' }): Noted
  /** Takes back the last line that this computer noted. */
  standUndo(code: string): Noted
  /** Rejects with `wrong-passphrase`; a section without a passphrase is left by any word. */
  standLeave(request: { passphrase: string }): void
}
