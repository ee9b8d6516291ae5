/** A section's base on its way to a computer that has joined: cut off, gone on with, packed anew in between. Engines as the app has them, and the real relay. */
import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { stream } from '#core/domain/demo/random'
import type { PersonDraft } from '#core/domain/person'
import type { Host, HostTopics } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import { add, commands, computer, eventually, founded, here, inStep, letIn, passphrase, relayAgain, same, shared, store, withRelay } from './sharing-computers'

withRelay()

/** Lets what the relay sends through until it is shut; what came then is lost with the connection, as on a real network. */
function valve() {
  let shut = false
  let open = Number.POSITIVE_INFINITY
  let bytes = 0
  const through = (host: RpcClient<Host, HostTopics>): RpcClient<Host, HostTopics> => ({
    ...host,
    subscribe: ((topic: keyof HostTopics, request: HostTopics['relaySocket']['request'], listener: (event: HostTopics['relaySocket']['event']) => void) =>
      host.subscribe(topic, request, (event) => {
        if (event.type === 'message' && request.path.endsWith('/people')) {
          if (shut || open <= 0) return void (shut = true)
          open -= event.bytes.length
          bytes += event.bytes.length
        }
        listener(event)
      })) as RpcClient<Host, HostTopics>['subscribe'],
  })
  return {
    through,
    /** From now on so many bytes of people come through, in whole messages, then none. */
    letThrough(most: number): void {
      open = most
      shut = false
    },
    isShut: () => shut,
    /** Bytes of people that came through. */
    bytes: () => bytes,
  }
}

/** People whose notes do not get smaller when packed: about 600 bytes each. */
function bulky(count: number): PersonDraft[] {
  const chance = stream('a base', 'notes', 0)
  return Array.from({ length: count }, (_, at) => ({ lastName: `Nom${at}`, note: Array.from({ length: 800 }, () => chance.whole(36).toString(36)).join('') }))
}

describe('the base of a section that was joined', () => {
  it('tells how much of it is here; cut in the middle it goes on from there, also after the app was closed', async () => {
    const count = 3000
    const alba = await founded(...bulky(count))

    const people = valve()
    const nour = await computer(people.through)
    const told: { done: number; total: number }[] = []
    nour.onSharing((sharing) => {
      const arrived = sharing.state === 'shared' ? sharing.receiving?.arrived : undefined
      if (arrived) told.push(arrived)
    })
    people.letThrough(700_000)
    await letIn(alba, nour)
    const id = store(nour).section
    await eventually(() => expect(people.isShut()).toBe(true))
    await eventually(() => expect(told.length).toBeGreaterThan(0))
    await here.relay.kill()
    await eventually(() => expect(nour.sharing()).toMatchObject({ connection: 'offline', receiving: { arrived: told.at(-1)! } }))
    expect(told.filter(({ done, total }) => done === total), 'all of it, before any of it is here').toEqual([])
    const first = told.splice(0).at(-1)!
    const half = shared(nour)!.receiving!.people
    expect(first.done).toBeGreaterThan(0)
    expect(first.done).toBeLessThan(first.total * 0.7)
    expect(half).toBeGreaterThan(0)
    expect(half).toBeLessThan(count)
    // One may work meanwhile.
    await add(nour, 'Pendant ce temps')

    // The relay is back: the next part comes, and not the first again.
    people.letThrough(500_000)
    const before = people.bytes()
    await relayAgain()
    await nour.calls.retrySharing()
    await eventually(() => expect(people.isShut()).toBe(true))
    await eventually(() => expect(told.at(-1)?.done ?? 0).toBeGreaterThan(first.done))
    await eventually(() => expect(store(nour).people.size()).toBeGreaterThan(half))

    // The app is closed and opened: what is known of it is told before the relay is asked, and it goes on from there.
    await nour.lifecycle.close()
    expect(Math.min(...told.map(({ done }) => done))).toBeGreaterThanOrEqual(first.done)
    const second = told.at(-1)!
    expect(second.done).toBeLessThan(second.total)
    await here.relay.kill()
    told.splice(0)
    await nour.lifecycle.open({ id, passphrase })
    await eventually(() => expect(shared(nour)?.receiving?.arrived?.done).toBeGreaterThanOrEqual(second.done))
    // What came in its last moments may not have been told any more.
    const kept = shared(nour)!.receiving!.arrived!
    expect(kept.total).toBe(second.total)
    expect(kept.done - first.done).toBeLessThan(people.bytes() - before + 300_000)
    people.letThrough(Number.POSITIVE_INFINITY)
    const last = people.bytes()
    await relayAgain()
    await nour.calls.retrySharing()
    await alba.calls.retrySharing()
    await inStep(nour)
    expect(Math.min(...told.map(({ done }) => done))).toBeGreaterThanOrEqual(kept.done)
    expect(people.bytes() - last).toBeLessThan(kept.total - kept.done + 300_000)
    expect(store(nour).people.size()).toBe(count + 1)
    await same(alba, nour)
  })

  it('is whole as well where all of it was packed anew between one cut and the next', async () => {
    const alba = await founded(...bulky(1500))
    const people = valve()
    const nour = await computer(people.through)
    people.letThrough(250_000)
    await letIn(alba, nour)
    const id = store(nour).section
    await eventually(() => expect(people.isShut()).toBe(true))
    await eventually(() => expect(store(nour).people.size()).toBeGreaterThan(0))
    await add(nour, 'Pendant ce temps')
    await nour.lifecycle.close()

    // Each entry of which half is here gives way to another, and takes an edit with it.
    await commands(alba).editPeople({ kind: 'ids', ids: [...store(alba).people.all()].map((person) => person.id) }, [{ field: 'city', value: 'Ailleurs' }])
    while (await commands(alba).whenQuiet(() => store(alba).log.repack(() => true, 1000)));
    await inStep(alba, 'admin')
    for (const most of [300_000, 300_000, Number.POSITIVE_INFINITY]) {
      await here.relay.kill()
      people.letThrough(most)
      await relayAgain()
      if (nour.lifecycle.status().phase === 'closed') await nour.lifecycle.open({ id, passphrase })
      await eventually(() => expect(shared(nour)?.receiving).toBeDefined())
      await Promise.all([alba.calls.retrySharing(), nour.calls.retrySharing()])
      if (most < Number.POSITIVE_INFINITY) await eventually(() => expect(people.isShut()).toBe(true))
    }
    await inStep(nour)
    await same(alba, nour)
    expect(store(nour).people.size()).toBe(1501)
    expect([...store(nour).people.all()].filter(({ city }) => city === 'Ailleurs')).toHaveLength(1500)
  })
})
