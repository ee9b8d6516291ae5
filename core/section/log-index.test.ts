import { describe, expect, it } from 'vitest'
import { idFromBytes, type SessionId } from '../domain/ids'
import { createEntrySet } from '../log/entry-set'
import { addFrame, changeDepth, coverageOf, coverFrames, emptyIndex, indexFromJson, indexToJson, liveFrames, type LogIndex } from './log-index'
import { recordKinds } from './shards'

const session = idFromBytes<SessionId>(new Uint8Array(16))
const person = (firstByte: number) => ({ kind: recordKinds.person, id: idFromBytes<string>(new Uint8Array(16).fill(1).fill(firstByte, 0, 1)) })
const low = person(0)
const high = person(0xff)

const frame = (sequence: number) => ({ offset: sequence * 100, length: 100, session, sequence, compartment: 'people' as const })
const live = (index: LogIndex) => liveFrames(index).map(({ offset }) => offset / 100)

/** A pack of everything in one of two shards, that stands for the entry 1. */
function packOf(index: LogIndex, shard: 0 | 1, sequence: number): void {
  const entries = createEntrySet()
  entries.add({ session, sequence: 1 })
  coverFrames(index, frame(sequence), { recordKind: recordKinds.person, depth: 1, shard, entries }, [shard === 0 ? low : high])
}

describe('packs that come while they are finer than the index', () => {
  it('stand for what they cover, and never before all of them are there', () => {
    const index = emptyIndex()
    addFrame(index, frame(1), [low, high])
    packOf(index, 0, 2)
    expect(live(index)).toEqual([1, 2])
    changeDepth(index, 1)
    expect(live(index)).toEqual([1, 2])
    expect(index.buckets.get('1/0')!.map(({ sequence }) => sequence)).toEqual([2])
    changeDepth(index, 0)
    packOf(index, 1, 3)
    expect(live(index)).toEqual([2, 3])
    changeDepth(index, 2)
    expect(live(index)).toEqual([2, 3])
    changeDepth(index, 0)
    expect(live(index)).toEqual([2, 3])
  })

  it('stand for an entry that comes after them, and a coarser pack of theirs still does', () => {
    const index = emptyIndex()
    packOf(index, 0, 2)
    packOf(index, 1, 3)
    expect(addFrame(index, frame(1), [low, high])).toBe(false)
    index.known.add(frame(1))
    const { entries } = coverageOf(index, '1/0', [frame(2), frame(3)])
    expect([1, 2, 3, 4].map((sequence) => entries.has({ session, sequence }))).toEqual([true, true, true, false])
  })

  it('need not stand for it in shards where it has nothing, whatever depths the index has been at', () => {
    const index = emptyIndex()
    changeDepth(index, 4)
    const many = Array.from({ length: 100 }, (_, first) => person(first))
    addFrame(index, frame(1), many)
    changeDepth(index, 0)
    const kept = indexFromJson(JSON.parse(JSON.stringify(indexToJson(index))))
    changeDepth(kept, 3)
    const [before, exact] = [kept, emptyIndex()]
    changeDepth(exact, 3)
    addFrame(exact, frame(1), many)
    expect([...before.buckets.keys()].toSorted()).toEqual([...exact.buckets.keys()].toSorted())
    packOf(kept, 0, 2)
    expect(live(kept)).toEqual([2])
  })

  it('do so as well for an entry of more records than are listed by name', () => {
    const index = emptyIndex()
    addFrame(index, frame(1), Array.from({ length: 256 }, (_, first) => person(first)))
    packOf(index, 0, 2)
    packOf(index, 1, 3)
    changeDepth(index, 3)
    expect(live(index)).toEqual([2, 3])
  })
})
