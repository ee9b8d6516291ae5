import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { readArrived, readDurable, readGreeting } from './room-messages'

const decoderOf = (write: (encoder: encoding.Encoder) => void) => decoding.createDecoder(encoding.encode(write))

function docOf(client: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getArray('entries').push([Uint8Array.of(1), Uint8Array.of(2)])
  return doc
}

describe('what the relay says of its disk', () => {
  it('is which clients’ clocks it has, in a message of its own', () => {
    const decoder = decoderOf((encoder) => [2, 7, 12, 2 ** 31, 3].forEach((number) => encoding.writeVarUint(encoder, number)))
    expect([...readDurable(decoder)]).toEqual([[7, 12], [2 ** 31, 3]])
  })

  it('is nothing when the message ends too early, whatever count it begins with', () => {
    for (const numbers of [[], [1], [1, 7], [2 ** 50, 7, 12]]) {
      const decoder = decoderOf((encoder) => numbers.forEach((number) => encoding.writeVarUint(encoder, number)))
      expect(() => readDurable(decoder), numbers.join(' ')).toThrow()
    }
  })

  it('is in its greeting too, which is still there to be answered', () => {
    const decoder = decoderOf((encoder) => sync.writeSyncStep1(encoder, docOf(7)))
    expect([...readGreeting(decoder)!]).toEqual([[7, 2]])
    expect(sync.readSyncMessage(decoder, encoding.createEncoder(), new Y.Doc(), null)).toBe(sync.messageYjsSyncStep1)
  })

  it('is not in what it answers or hands on', () => {
    expect(readGreeting(decoderOf((encoder) => sync.writeSyncStep2(encoder, docOf(7))))).toBeNull()
    expect(readGreeting(decoderOf((encoder) => sync.writeUpdate(encoder, Y.encodeStateAsUpdate(docOf(7)))))).toBeNull()
  })
})

describe('how much of it has come', () => {
  const read = (...numbers: number[]) => readArrived(decoderOf((encoder) => numbers.forEach((number) => encoding.writeVarUint(encoder, number))))

  it('is told in bytes, never more than there are, and not at all when the message ends too early', () => {
    expect(read(300, 2 ** 40)).toEqual({ done: 300, total: 2 ** 40 })
    expect(read(7, 3)).toEqual({ done: 3, total: 3 })
    expect(() => read(7)).toThrow()
  })
})
