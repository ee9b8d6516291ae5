/**
 * A section that lost every computer, back from the printed sheet: two engines as the app has them, each with a main
 * process's host and a disk of its own, and the real relay.
 */
import 'fake-indexeddb/auto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId, type PersonId } from '#core/domain/ids'
import { readPaperLines } from '#core/membership/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import { sheetLines } from '../print/paper'
import { startComputer, type Computer } from './computer'
import { openingCode, startRelay, type RelayProcess } from './real-relay'

// In the app the fonts come by fetch.
vi.mock('#engine/resources', () => ({ fonts: loadPrintFonts }))

const passphrase = 'quatre mots pour essayer'
const here = { deviceName: 'Nouveau poste', passphrase, keychain: false, replace: false }
const ends: (() => unknown)[] = []
let folder: string
let relay: RelayProcess

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  relay = await startRelay(folder)
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  await relay.kill()
  rmSync(folder, { recursive: true, force: true })
})

async function computer(): Promise<Computer> {
  const one = await startComputer()
  ends.push(one.leave)
  return one
}

const eventually = (what: () => unknown) => vi.waitFor(what, { timeout: 40_000, interval: 50 })
const inStep = (one: Computer) => eventually(() => expect(one.sharing()).toMatchObject({ state: 'shared', standing: 'admin', connection: 'in-step', pending: 0 }))

/** A shared section with people in it. */
async function founded(count: number): Promise<Computer> {
  const one = await computer()
  await one.lifecycle.create({ name: 'Section d’essai', passphrase, keychain: false })
  await one.lifecycle.current().commands.importPeople({ created: Array.from({ length: count }, (_, at) => ({ lastName: `Nom ${at}`, note: 'note' })), edited: [], detail: 'csv' })
  await one.calls.shareSection({ address: relay.address, opening: openingCode, deviceName: 'Poste d’Alba' })
  await inStep(one)
  return one
}

const print = async (one: Computer) => {
  const sheet = await one.calls.recoverySheet({ locale: 'fr' })
  await inStep(one)
  return sheet
}

/** Types the lines on that computer. Answers what became of it. */
async function restore(one: Computer, lines: string[], more: Partial<typeof here> = {}) {
  // Of an earlier try nothing is to be seen any more.
  await one.calls.stopJoining()
  await eventually(() => expect(one.joining()).toBeNull())
  await one.calls.recover({ lines, ...here, ...more })
  await eventually(() => expect(['joined', 'failed']).toContain(one.joining()?.step))
  return one.joining()
}

describe('a section whose every computer is lost', () => {
  it('comes back from nothing but the sheet and the relay, with its people; the sheet is good for nothing after', async () => {
    const one = await founded(300)
    const sheet = await print(one)
    expect(sheet.known).toBe(true)
    const lines = await sheetLines(sheet.pdf)
    expect(lines).toEqual(sheet.lines)
    expect(readPaperLines(lines)).toHaveProperty('bytes')
    // Later than the sheet: it is not made anew for that.
    await one.calls.renewKeys()
    await one.lifecycle.current().commands.createPerson(newId<PersonId>(), { lastName: 'Après' })
    await inStep(one)
    const hash = await one.lifecycle.current().store.contentHash()
    await one.leave()

    const other = await computer()
    const typed = lines.map((line) => line.toLowerCase())
    expect(await other.calls.readSheet(typed.with(2, typed[2]!.replace(/.$/, (letter) => (letter === 'a' ? 'b' : 'a'))))).toEqual({ whole: false, wrongLines: [3] })
    expect(await other.calls.readSheet(typed.slice(0, -1))).toEqual({ whole: false, wrongLines: [] })
    expect(await other.calls.readSheet(typed)).toMatchObject({ whole: true, relay: relay.address, present: false })
    expect(await restore(other, typed)).toMatchObject({ step: 'joined', bySheet: true })
    await inStep(other)
    await eventually(async () => expect(await other.lifecycle.current().store.contentHash()).toBe(hash))
    expect(other.lifecycle.current().store.name()).toBe('Section d’essai')
    await eventually(() => expect(other.devices().find(({ paper }) => paper)?.removedAt).not.toBeNull())
    expect(other.devices().find(({ self }) => self)).toMatchObject({ name: 'Nouveau poste', role: 'admin', removedAt: null })
    await inStep(other)

    const third = await computer()
    expect(await restore(third, lines)).toEqual({ step: 'failed', reason: 'sheet-removed', bySheet: true })
    expect(await third.host.call('listSections')).toEqual([])

    // What it does from there on is the section's, also to a sheet of its own.
    await other.lifecycle.current().commands.createPerson(newId<PersonId>(), { lastName: 'Ensuite' })
    const next = await print(other)
    await other.leave()
    expect(await restore(third, await sheetLines(next.pdf))).toMatchObject({ step: 'joined' })
    await eventually(() => expect(third.lifecycle.current().store.people.size()).toBe(302))
  })

  it('waits for a relay that is away, and can be stopped; then nothing is on this computer', async () => {
    const one = await founded(3)
    const { lines } = await print(one)
    await one.leave()
    await relay.kill()
    const other = await computer()
    await other.calls.recover({ lines, ...here })
    await eventually(() => expect(other.joining()).toEqual({ step: 'recovering', offline: true, bySheet: true }))
    await other.calls.stopJoining()
    await eventually(() => expect(other.joining()).toBeNull())
    expect(await other.host.call('listSections')).toEqual([])

    await other.calls.recover({ lines, ...here })
    await eventually(() => expect(other.joining()).toMatchObject({ offline: true }))
    relay = await startRelay(folder, relay.port)
    await eventually(() => expect(other.joining()).toMatchObject({ step: 'joined' }))
    await eventually(() => expect(other.lifecycle.current().store.people.size()).toBe(3))
  })

  it('says so where a relay answers that was set up anew', async () => {
    const one = await founded(1)
    const { lines } = await print(one)
    await one.leave()
    await relay.kill()
    rmSync(folder, { recursive: true, force: true })
    relay = await startRelay(folder, relay.port)
    const other = await computer()
    expect(await restore(other, lines)).toEqual({ step: 'failed', reason: 'sheet-unknown', bySheet: true })
    expect(await other.host.call('listSections')).toEqual([])
  })

  it('refuses what is no sheet, and a section that is here unless it may take its place', async () => {
    const one = await founded(2)
    const { lines } = await print(one)
    await expect(one.calls.recover({ lines: lines.slice(1), ...here })).rejects.toMatchObject({ code: 'sheet-wrong' })
    await expect(one.calls.recover({ lines, ...here })).rejects.toMatchObject({ code: 'section-exists' })
    expect(one.lifecycle.status().phase).toBe('open')
    expect(await one.calls.readSheet(lines)).toMatchObject({ present: true })
    // As after a passphrase that nobody remembers.
    expect(await restore(one, lines, { passphrase: 'une phrase toute nouvelle', replace: true })).toMatchObject({ step: 'joined' })
    await eventually(() => expect(one.lifecycle.current().store.people.size()).toBe(2))
    expect(await one.host.call('listReplaced')).toHaveLength(1)
  })

  it('an organizer who is no admin makes none', async () => {
    const alone = await computer()
    await alone.lifecycle.create({ name: 'Section d’essai', passphrase, keychain: false })
    await expect(alone.calls.recoverySheet({ locale: 'fr' })).rejects.toMatchObject({ code: 'relay-unreachable' })
  })
})
