/** Restore points of a section, by the engine and the main process as they are: going back loses nothing of what came after. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoPeople } from '#core/domain/demo/people'
import type { HistoryId, PersonId } from '#core/domain/ids'
import { makeDailyPoint, makePoint, readPoints } from '#engine/restore-points'
import { readFromJournal, sectionFolder } from './disk'
import { startMachine } from './machine'
import '../quick-passphrases'

const passphrase = 'quatre mots pour une section'
let machine: ReturnType<typeof startMachine>
beforeEach(async () => {
  machine = startMachine()
  await machine.lifecycle.create({ name: 'Section du Port', passphrase, keychain: false })
  await machine.lifecycle.current().store.loaded
})
afterEach(() => machine.remove())

const drafts = (count: number, seed: string) => demoPeople(count, seed, '2026-03-01').map(({ draft }) => draft)
const open = () => machine.lifecycle.current()
const addPeople = (count: number, seed: string) => open().commands.importPeople({ created: drafts(count, seed), edited: [], detail: 'csv' })
const ids = (from: number, to: number): PersonId[] => [...open().store.people.all()].map(({ id }) => id).sort().slice(from, to)
const points = async () => (await machine.backup.points()).points
const make = (why: 'import' | 'delete' = 'delete') => makePoint(open(), machine.host, why)

/** Added, removed, changed. */
async function disturb(): Promise<void> {
  const [deleted, edited] = [ids(0, 60), ids(60, 70)]
  await open().commands.deletePeople({ kind: 'ids', ids: deleted })
  await open().commands.editPeople({ kind: 'ids', ids: edited }, [{ field: 'note', value: 'rappeler' }, { field: 'tags', add: ['relais'] }])
  await addPeople(25, 'later')
}

describe('going back to a restore point', () => {
  it('says what would change, brings the people back, and is one batch that can be undone and done again', async () => {
    await addPeople(120, 'first')
    await make()
    const before = await open().store.contentHash()
    await disturb()
    const after = await open().store.contentHash()
    const [point] = await points()
    expect(point).toMatchObject({ why: 'delete', people: 120 })
    expect(await machine.backup.pointChanges(point!.id)).toEqual({ added: 25, removed: 60, changed: 10 })
    const total = open().store.history.size
    const receipt = await machine.backup.returnToPoint(point!.id)
    expect(receipt.changed).toBe(95)
    expect(await open().store.contentHash()).toBe(before)
    expect(open().store.history.size).toBe(total + 1)
    expect(await machine.backup.pointChanges(point!.id)).toEqual({ added: 0, removed: 0, changed: 0 })
    // A point of the moment before was made by itself.
    expect((await points())[0]).toMatchObject({ why: 'return', people: 85 })
    await open().commands.undoEntry(receipt.history as HistoryId)
    expect(await open().store.contentHash()).toBe(after)
    await open().commands.redo()
    await machine.stop()
    const disk = await readFromJournal(sectionFolder(machine.profile), passphrase)
    expect([disk.contentHash, disk.quarantined]).toEqual([before, 0])
  })

  it('works across a rewrite of the journal that dropped what the point needs, and says what it takes', async () => {
    await addPeople(200, 'first')
    await make('import')
    const before = await open().store.contentHash()
    expect((await machine.backup.points()).bytes).toBe(0)
    await disturb()
    const { log } = open().store
    await open().commands.whenQuiet(async () => {
      await log.packLongBuckets(64)
      expect(await log.dropCovered(true)).toBe(true)
    })
    const { bytes } = await machine.backup.points()
    expect(bytes).toBeGreaterThan(0)
    await machine.backup.returnToPoint((await points())[0]!.id)
    expect(await open().store.contentHash()).toBe(before)
  })

  it('is there after a restart', async () => {
    await addPeople(80, 'first')
    await make()
    const before = await open().store.contentHash()
    await disturb()
    await machine.lifecycle.close()
    const status = machine.lifecycle.status()
    await machine.lifecycle.open({ id: status.phase === 'closed' ? status.sections[0]!.id : ('' as never), passphrase })
    await open().store.loaded
    await machine.backup.returnToPoint((await points())[0]!.id)
    expect(await open().store.contentHash()).toBe(before)
  })
})

describe('restore points', () => {
  it('are made once a day, and not twice of the same moment', async () => {
    await addPeople(10, 'first')
    const at = Date.now()
    const daily = (days: number) => makeDailyPoint(open(), machine.host, at + days * 86_400_000)
    await daily(0)
    await daily(0)
    await make()
    expect(await points()).toMatchObject([{ why: 'daily' }])
    await addPeople(1, 'second')
    await daily(1)
    expect(await points()).toMatchObject([{ why: 'daily', people: 11 }, { why: 'daily', people: 10 }])
  })

  it('hold what was saved just before they are asked for', async () => {
    await addPeople(5, 'first')
    const [someone] = ids(0, 1)
    void open().commands.editPeople({ kind: 'ids', ids: [someone!] }, [{ field: 'note', value: 'juste avant' }])
    await make()
    await open().commands.editPeople({ kind: 'ids', ids: [someone!] }, [{ field: 'note', value: 'après' }])
    await machine.backup.returnToPoint((await readPoints(open(), machine.host))[0]!.id)
    expect(open().store.people.get(someone!)!.note).toBe('juste avant')
  })
})
