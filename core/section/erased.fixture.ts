/** Devices of one section that trust one another, and everything that one of them has on its disk, opened. */
import { newId, type SectionId } from '../domain/ids'
import { createOpener } from '../log/entry'
import { memoryJournal } from '../log/memory-journal'
import { memoryPages } from '../ports/pages'
import { newSecrets, signersOf, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { createPageSeal } from './pages'
import { openSectionStore } from './section-store'

/** Secrets of so many devices of one section. */
export async function secretsOfDevices(count: number): Promise<Secrets[]> {
  const section = newId<SectionId>()
  const all = await Promise.all(Array.from({ length: count }, () => newSecrets(section)))
  const signers = all.map(({ device, signing }) => ({ device, public: signing.public }))
  return all.map((secrets) => ({ ...secrets, keys: structuredClone(all[0]!.keys), signers }))
}

export async function openDevice(secrets: Secrets, bytes: Uint8Array = new Uint8Array(0), pages = memoryPages(), now = 1_760_000_000_000) {
  const journal = memoryJournal(bytes)
  const store = await openSectionStore({ secrets, journal, pages, longBucket: 8, onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  const commands = createCommands(store, () => (now += 1000))
  return {
    secrets, store, commands, journal, pages,
    tidy: () => commands.whenQuiet(() => store.tidy()),
    checkpoint: () => commands.whenQuiet(() => store.checkpoint()),
  }
}
export type Device = Awaited<ReturnType<typeof openDevice>>

/** Entries that no pack stands for: what another device would be given. */
export const entriesOf = ({ store }: Device): Promise<Uint8Array[]> => Promise.all([...store.log.live().values()].map(async (entry) => (await store.log.read(entry))!))

/** Gives each what the other has. */
export async function meet(one: Device, other: Device): Promise<void> {
  const [ofOne, ofOther] = [await entriesOf(one), await entriesOf(other)]
  await one.commands.receive(ofOther)
  await other.commands.receive(ofOne)
}

const letters = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')

/** All that the journal's file and the pages hold, opened and as one text; with the ids of people as they stand in entries. */
export async function everythingOf({ secrets, journal, pages }: Device): Promise<string> {
  const opener = createOpener(secrets, signersOf(secrets))
  const { frames } = await journal.readFrom(0, Infinity)
  const payloads = await Promise.all(frames.map(async ({ payload }) => letters((await opener.open(payload)).payload)))
  const seal = await createPageSeal(secrets.pageKey)
  const names = await pages.names()
  const opened = await Promise.all(names.map(async (name) => JSON.stringify(await seal.open(name, (await pages.read(name))!))))
  return [...payloads, ...opened].join('\n')
}
