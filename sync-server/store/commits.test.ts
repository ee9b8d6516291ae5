import { describe, expect, it } from 'vitest'
import { groupCommits } from './commits.js'
import { memoryStore } from './memory-store.js'

const value = new Uint8Array(10)

describe('writes that arrive while a batch is being written', () => {
  it('share the next batch, in their order', async () => {
    const store = memoryStore()
    const batches: number[] = []
    store.beforeWrite = async (writes) => {
      batches.push(writes.length)
      await new Promise((resolve) => setImmediate(resolve))
    }
    const commits = groupCommits(store)
    const order: number[] = []
    const first = commits.commit([['0', value]])
    await Promise.resolve()
    await Promise.all([first, ...Array.from({ length: 100 }, (_, at) => commits.commit([[String(at), value]]).then(() => order.push(at)))])
    expect(batches).toEqual([1, 100])
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(commits.waitingBytes()).toBe(0)
  })

  it('are refused alone: the one that does not fit takes no other with it', async () => {
    const store = memoryStore()
    store.beforeWrite = (writes) => store.setFull(writes.some(([key]) => key === 'large'))
    const commits = groupCommits(store)
    const results = await Promise.allSettled(['a', 'large', 'b'].map((key) => commits.commit([[key, value]])))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await store.get('b')).not.toBeNull()
  })
})
