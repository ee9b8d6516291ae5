/** What every fan-out must do. Called by the test of each implementation. */
import { describe, expect, it } from 'vitest'
import type { FanOut } from './fan-out.js'

/** `settle` resolves once what was published has arrived. */
export function fanOutContract(name: string, make: () => Promise<{ fanOut: FanOut<number>; settle(): Promise<void> }>): void {
  describe(`${name} as a fan-out`, () => {
    it('brings news to every listener of the channel, in order, and to no other', async () => {
      const { fanOut, settle } = await make()
      const heard: Record<string, number[]> = { a: [], b: [], other: [] }
      fanOut.subscribe('room', (news) => heard['a']!.push(news))
      fanOut.subscribe('room', (news) => heard['b']!.push(news))
      fanOut.subscribe('room2', (news) => heard['other']!.push(news))
      for (let news = 0; news < 100; news++) fanOut.publish('room', news)
      await settle()
      const all = Array.from({ length: 100 }, (_, news) => news)
      expect(heard).toEqual({ a: all, b: all, other: [] })
    })

    it('brings nothing once a listener has ended, and to the others still', async () => {
      const { fanOut, settle } = await make()
      const heard: number[] = []
      const listener = (news: number) => void heard.push(news)
      const end = fanOut.subscribe('room', listener)
      fanOut.subscribe('room', listener)
      end()
      end()
      fanOut.publish('room', 1)
      await settle()
      expect(heard).toEqual([1])
    })

    it('goes on when a listener fails', async () => {
      const { fanOut, settle } = await make()
      const heard: number[] = []
      fanOut.subscribe('room', () => {
        throw new Error('listener')
      })
      fanOut.subscribe('room', (news) => heard.push(news))
      fanOut.publish('room', 1)
      await settle()
      expect(heard).toEqual([1])
    })
  })
}
