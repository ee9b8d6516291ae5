/** Who is erased in the section is erased on the relay's disk, also when the relay is killed in between. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { contentHash, entriesOf } from './devices.js'
import { filesWith } from './folder.js'
import { newSection, openSocket, type Member } from './member.js'
import { seededChance } from './random.js'
import { nextOf, opened, takeRoom, updateMessage } from './raw.js'
import { relayProcess, until, type RelayProcess } from './relay.js'

const chance = seededChance('erasure')

let folder: string
let relay: RelayProcess
let member: Member
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
})
afterEach(async () => {
  await relay.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** A room of 40 entries of which the 20th has been deleted; everything durable. */
async function deleteOne(): Promise<{ doc: Y.Doc; gone: Uint8Array }> {
  member = await newSection(relay)
  const socket = await opened(openSocket(relay, member, 'people'))
  const doc = new Y.Doc()
  const entries = Array.from({ length: 40 }, () => chance.bytes(1500))
  const send = async (change: () => void) => {
    const before = Y.encodeStateVector(doc)
    change()
    const durable = nextOf(socket, 'durable')
    socket.send(updateMessage(Y.encodeStateAsUpdate(doc, before)))
    await durable
  }
  for (const entry of entries) await send(() => entriesOf(doc).push([entry]))
  await send(() => entriesOf(doc).delete(20, 1))
  return { doc, gone: entries[20]!.subarray(200, 700) }
}

it('a deleted entry is in no file of the store a moment later, and all others are', async () => {
  relay = await relayProcess(folder, ['--settle', '0.2'])
  const { doc, gone } = await deleteOne()
  await until(() => filesWith(folder, gone).length === 0, 'gone from the disk')
  expect(contentHash(await takeRoom(await opened(openSocket(relay, member, 'people'))))).toBe(contentHash(doc))
})

it('a relay that was killed before it came to that does it after its next start, though nobody comes', async () => {
  relay = await relayProcess(folder, ['--settle', '3600', '--idle', '3600'])
  const { doc, gone } = await deleteOne()
  expect(filesWith(folder, gone)).not.toEqual([])
  await relay.kill('SIGKILL')
  relay = await relayProcess(folder)
  await until(() => filesWith(folder, gone).length === 0, 'gone from the disk')
  expect(contentHash(await takeRoom(await opened(openSocket(relay, member, 'people'))))).toBe(contentHash(doc))
})
