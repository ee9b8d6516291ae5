/** The library between computers and the real relay: files go there sealed, come on the others, go on where they were cut. */
import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { AssetId } from '#core/domain/ids'
import { libraryCalls } from '#engine/library/library-calls'
import { blankPdf } from '../print/one-page'
import { computer, eventually, founded, here, inStep, letIn, passphrase, relayAgain, withRelay } from './sharing-computers'
import type { Computer } from './computer'

withRelay()
const day = '2026-11-30'

const library = (one: Computer) => libraryCalls(one.lifecycle)
const stateOf = async (one: Computer, id: AssetId) => (await library(one).library({ day })).assets.find((asset) => asset.id === id)?.file

/** Bytes that nothing compresses, so that a file takes several pieces on its way. */
async function heavyPdf(bytes: number): Promise<Blob> {
  const random = Buffer.alloc(bytes)
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(random.subarray(at, Math.min(bytes, at + 65_536)))
  return new Blob([(await blankPdf()) as BlobPart, `\n% ${random.toString('base64')}\n`])
}

async function add(one: Computer, bytes: Blob, title = 'Pouvoir vivre'): Promise<AssetId> {
  const calls = library(one)
  const { known: _known, ...facts } = await calls.inspectFile(bytes)
  const [outcome] = await calls.addAssets([{ draft: { title, kind: 'tract' }, file: { ...facts, bytes, picture: new Uint8Array([1, 2, 3]) } }])
  return (outcome as { id: AssetId }).id
}

describe('the library of a section', () => {
  it('comes to a computer that joins, whole and readable there, and nothing of it is readable at the relay', async () => {
    const alba = await founded()
    const bytes = await heavyPdf(1_500_000)
    const id = await add(alba, bytes)
    await eventually(async () => expect(await stateOf(alba, id)).toEqual({ state: 'here' }))
    const nour = await computer()
    await letIn(alba, nour)
    await inStep(nour)
    await eventually(async () => expect(await stateOf(nour, id)).toEqual({ state: 'here' }))
    expect((await library(nour).assetContent({ asset: id })).bytes).toEqual(new Uint8Array(await bytes.arrayBuffer()))
    expect(await library(nour).assetPictures([id])).toEqual([new Uint8Array([1, 2, 3])])
    const { readdirSync, readFileSync } = await import('node:fs')
    const stored = readdirSync(here.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`))
    expect(stored.reduce((sum, file) => sum + file.length, 0)).toBeGreaterThan(1_500_000)
    expect(stored.some((file) => file.includes('%PDF') || file.includes('Pouvoir vivre'))).toBe(false)
  })

  it('goes on where it was cut, on the way there and back', async () => {
    const alba = await founded()
    const id = await add(alba, await heavyPdf(6_000_000))
    const done = async () => {
      const state = await stateOf(alba, id)
      return state?.state === 'sending' ? state.done : null
    }
    let reached = 0
    await eventually(async () => expect((reached = (await done()) ?? 0)).toBeGreaterThan(0))
    await here.relay.kill()
    await eventually(async () => expect(await stateOf(alba, id)).toMatchObject({ state: 'here-only' }))
    await relayAgain()
    await alba.calls.retrySharing()
    const seen: number[] = []
    await eventually(async () => {
      const at = await done()
      if (at !== null) seen.push(at)
      expect(await stateOf(alba, id)).toEqual({ state: 'here' })
    })
    expect(Math.min(Infinity, ...seen)).toBeGreaterThanOrEqual(reached)
    // The other way, likewise: what is here of a part is not asked for again.
    const nour = await computer()
    await letIn(alba, nour)
    const coming = async () => {
      const state = await stateOf(nour, id)
      return state?.state === 'coming' ? state.done : null
    }
    await eventually(async () => expect((reached = (await coming()) ?? 0)).toBeGreaterThan(0))
    await nour.lifecycle.close()
    const asked: number[] = []
    await nour.reopen(passphrase)
    await eventually(async () => {
      const at = await coming()
      if (at !== null) asked.push(at)
      expect(await stateOf(nour, id)).toEqual({ state: 'here' })
    })
    expect(Math.min(Infinity, ...asked)).toBeGreaterThanOrEqual(reached)
  })

  it('is at hand where two add the same file apart, each of them once', async () => {
    const alba = await founded()
    const nour = await computer()
    await letIn(alba, nour)
    await inStep(nour)
    await alba.calls.pauseSharing(true)
    const bytes = await heavyPdf(10_000)
    const [one, other] = [await add(alba, bytes), await add(nour, bytes, 'Le même')]
    await alba.calls.pauseSharing(false)
    for (const machine of [alba, nour]) for (const id of [one, other]) await eventually(async () => expect(await stateOf(machine, id)).toEqual({ state: 'here' }))
  })
})
