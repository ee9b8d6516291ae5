import { beforeAll, describe, expect, it } from 'vitest'
import { newId, type PersonId, type SectionId } from '../domain/ids'
import { createOpener, createSealer } from '../log/entry'
import { memoryJournal } from '../log/memory-journal'
import type { Journal } from '../ports/journal'
import { newSecrets, type Secrets } from '../sealing/vault'
import { bucketOf } from './log-index'
import { createRecordLog } from './record-log'
import { recordKinds } from './shards'

let secrets: Secrets
beforeAll(async () => {
  secrets = await newSecrets(newId<SectionId>())
})

/** A log whose reads of the disk wait for `release`; `reading` resolves when the first one was asked for. */
async function slowLog() {
  const journal = memoryJournal()
  let release = () => {}
  let asked = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  const reading = new Promise<void>((resolve) => (asked = resolve))
  const slow: Journal = {
    ...journal,
    async readAt(offset) {
      asked()
      await released
      return journal.readAt(offset)
    },
  }
  const opener = createOpener(secrets, new Map([[secrets.device, secrets.signing.public]]))
  const log = createRecordLog({ journal: slow, end: (await journal.info()).end, sealer: createSealer(secrets), opener, onState: () => {} })
  const append = (id: PersonId, update: number) =>
    log.append([{ compartment: 'people', records: [{ kind: recordKinds.person, id, at: update, update: Uint8Array.of(update) }] }])
  return { log, append, reading, release }
}

describe('records read from the log while it grows', () => {
  it.each(['load', 'loadBucket'] as const)('%s answers an update that becomes durable while earlier ones are being read', async (way) => {
    const { log, append, reading, release } = await slowLog()
    const id = newId<PersonId>()
    await append(id, 1)
    const second = append(id, 2)
    const loading = way === 'load' ? log.load(recordKinds.person, id) : log.loadBucket(bucketOf(recordKinds.person, id, 0)).then((all) => all.get(id)!)
    await reading
    await second
    release()
    expect(await loading).toEqual({ updates: [Uint8Array.of(1), Uint8Array.of(2)], at: 2 })
  })
})
