/** What a new action of a kind is given to take along. */
import type { ActionKind, Material } from '#core/domain/agenda/action'
import { kindKits, materialNames, type MaterialName } from '#core/domain/agenda/kinds'

/** At most this many of one thing: what is more was mistyped. */
const most = 1_000_000

/** The id of what comes behind so many others: they are shown in the order in which they were noted. */
export const idBehind = (count: number, newId: () => string): string => `${String(count).padStart(2, '0')}${newId()}`

/** `words`: what the thing is called; `newId`: anything that no other has. */
export function kitOf(kind: ActionKind, words: (name: MaterialName) => string, newId: () => string): Material[] {
  const kit = kindKits[kind]
  return materialNames.filter((name) => kit[name]).map((name, at) => ({ id: idBehind(at, newId), text: words(name), quantity: kit[name]! }))
}

/** A number as it is typed, 0 for nothing; `null` for what is none. */
export function quantityOf(text: string): number | null {
  const digits = text.replaceAll(/\s/g, '')
  return /^\d{0,7}$/.test(digits) && Number(digits) <= most ? Number(digits) : null
}
