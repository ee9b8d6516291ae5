/**
 * What is noted on a copy of a section that is put aside: whom it knows to be erased, and shows nothing of. Read when an
 * erasure asks which copies must go.
 * Invariant: only prints are noted, under a key that the section's organizers alone have; and whoever is not on the note
 * counts as shown, so that one that is missing, cut short or of another section never keeps a copy that shows somebody.
 */
import { bytesFromId, idFromBytes } from '../domain/ids'
import { hmac, importHmacKey } from '../sealing/aes'
import type { Secrets } from '../sealing/vault'
import { organizersSecret } from './suppression'

const purpose = 'permanence put aside 1'
const printBytes = 16

type Printing = Pick<Secrets, 'section' | 'keys'>

async function printsOf(ids: Iterable<string>, secrets: Printing): Promise<Uint8Array[] | null> {
  const secret = await organizersSecret(secrets, purpose, 32)
  if (!secret) return null
  const key = await importHmacKey(secret)
  return Promise.all([...ids].map(async (id) => (await hmac(key, bytesFromId(id))).subarray(0, printBytes)))
}

/** `null` on a device that holds no people: it knows of nobody. */
export async function noteOfErased(ids: Iterable<string>, secrets: Printing): Promise<Uint8Array | null> {
  const prints = await printsOf(ids, secrets)
  return prints && new Uint8Array(await new Blob(prints as Uint8Array<ArrayBuffer>[]).arrayBuffer())
}

/** Whether all of these are on the note. */
export async function knowsAll(note: Uint8Array | null, ids: Iterable<string>, secrets: Printing): Promise<boolean> {
  const prints = note && (await printsOf(ids, secrets))
  if (!prints) return false
  const noted = new Set(Array.from({ length: Math.floor(note.length / printBytes) }, (_, at) => idFromBytes(note.subarray(at * printBytes, (at + 1) * printBytes))))
  return prints.every((print) => noted.has(idFromBytes(print)))
}
