import { describe, expect, it } from 'vitest'
import { newId, type PersonId, type SectionId } from '../domain/ids'
import { memoryJournal } from '../log/memory-journal'
import { memoryPages } from '../ports/pages'
import { newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { createLiveEntries } from './live-entries'
import { openSectionStore } from './section-store'

async function openDevice(secrets: Secrets, all: readonly Secrets[]) {
  const journal = memoryJournal()
  const signers = all.map(({ device, signing }) => ({ device, public: signing.public }))
  const store = await openSectionStore({ secrets: { ...secrets, signers }, journal, pages: memoryPages(), longBucket: 4, onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  return { store, journal, commands: createCommands(store, Date.now) }
}

describe('the entries that no pack stands for', () => {
  it('are what the index lists, after every step, with the bytes of the journal', async () => {
    const first = await newSecrets(newId<SectionId>())
    const second = { ...(await newSecrets(first.section)), keys: first.keys }
    const devices = [await openDevice(first, [first, second]), await openDevice(second, [first, second])]
    const people: PersonId[] = []
    let packed = 0

    async function check(): Promise<void> {
      for (const { store, journal } of devices) {
        const { log } = store
        const anew = createLiveEntries(log.index)
        for (const compartment of [undefined, 'people', 'commons', 'membership'] as const) {
          expect(new Set(log.live(compartment).keys())).toEqual(new Set(anew.of(compartment).keys()))
        }
        for (const [name, entry] of log.live()) {
          expect(entry.offset).toBe(anew.of().get(name)!.offset)
          expect(await log.read(entry)).toEqual(await journal.readAt(entry.offset))
        }
      }
    }

    for (let step = 0; step < 60; step++) {
      const [one, other] = step % 3 === 0 ? [devices[1]!, devices[0]!] : [devices[0]!, devices[1]!]
      if (step % 10 === 9) {
        const before = one.store.log.live().size
        await one.commands.whenQuiet(() => one.store.tidy())
        if (one.store.log.live().size < before) packed++
        if (step % 20 === 19) await one.commands.whenQuiet(() => one.store.log.dropCovered(true))
      } else if (step % 5 === 4) {
        const known = new Set(other.store.log.live().keys())
        const fresh = [...one.store.log.live()].filter(([name]) => !known.has(name))
        await other.commands.receive(await Promise.all(fresh.map(async ([, entry]) => (await one.store.log.read(entry))!)))
      } else if (people.length < 5) {
        people.push(newId<PersonId>())
        await one.commands.createPerson(people.at(-1)!, { lastName: 'Aubin' })
      } else await one.commands.editPeople({ kind: 'ids', ids: people.slice(step % 5) }, [{ field: 'note', value: `note ${step}` }])
      await check()
    }
    expect(packed).toBeGreaterThan(0)
  })
})
