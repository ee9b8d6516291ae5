/**
 * What sealing costs by itself, without a disk, a message or a table: no device that verifies and opens what it shows can be
 * faster than that. Beside the rows that it is a part of, in the same run.
 */
import { createOpener, createSealer } from '#core/log/entry'
import { randomBytes } from '#core/sealing/aes'
import type { Secrets } from '#core/sealing/vault'
import { median } from '../../row'

/** Bytes that an edit seals: the person's update and its history. */
const editBytes = 200

/** Milliseconds: `one` entry sealed and opened, one after the other; `all` of so many opened at once. */
export async function measureSealing(secrets: Secrets, count: number): Promise<{ one: number; all: number }> {
  const sealer = createSealer(secrets)
  const opener = createOpener(secrets, new Map([[secrets.device, secrets.signing.public]]))
  const taken: number[] = []
  const entries: Uint8Array[] = []
  for (let at = 0; at < count; at++) {
    const began = performance.now()
    const { bytes } = await sealer.seal('people', randomBytes(editBytes))
    await opener.open(bytes)
    taken.push(performance.now() - began)
    entries.push(bytes)
  }
  const began = performance.now()
  await Promise.all(entries.map((bytes) => opener.open(bytes)))
  return { one: median(taken), all: performance.now() - began }
}
