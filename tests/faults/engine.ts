/**
 * The engine of a running app, called as the window calls it, many times a second. Nothing in the product helps: the
 * engine's worker is remembered by `launchApp` (e2e/app.ts), and spoken to with ids that the window's own client never
 * reaches.
 */
import type { Page } from '@playwright/test'
import type { EngineCalls, EngineStatus, EngineTopics } from '#engine/api'

/** As the window's, but a file is bytes here: blobs do not cross from Node to the page. */
type Arguments<Name extends keyof EngineCalls> = Name extends 'importOpen' ? [{ content: Uint8Array; fileName: string }] : Parameters<EngineCalls[Name]>
type Answer<Name extends keyof EngineCalls> = Awaited<ReturnType<EngineCalls[Name]>>

/** A call as it is written down before it is sent. */
export type EngineRequest = { [Name in keyof EngineCalls]: { method: Name; args: Arguments<Name> } }[keyof EngineCalls]

export type EngineAnswer = { ok: true; value: unknown } | { ok: false; code: string }

export interface EngineInPage {
  /** Rejects with an `Error` whose message is the code. */
  call<Name extends keyof EngineCalls>(method: Name, ...args: Arguments<Name>): Promise<Answer<Name>>
  /** The latest status that the engine told. */
  status(): Promise<EngineStatus | null>
  /** Follows a topic; the function answers what it told last, `undefined` before it told anything. */
  follow<Topic extends keyof EngineTopics>(topic: Topic, request: EngineTopics[Topic]['request']): Promise<() => Promise<EngineTopics[Topic]['event'] | undefined>>
  /**
   * Sends these one after the other with at most `inFlight` unanswered. `onAnswer` hears of each answer, by its place in
   * the list, once it has left the app: whatever happens to the app later, the test knows of it.
   * Resolves when all are answered; never when the app is killed before.
   */
  send(requests: readonly EngineRequest[], inFlight: number, onAnswer: (at: number, answer: EngineAnswer) => void): Promise<void>
}

/** What `reachEngine` leaves in the page. */
interface PageEngine {
  call(method: string, args: unknown[]): Promise<EngineAnswer>
  status: EngineStatus | null
  follow(topic: string, request: unknown): number
  /** What each topic that is followed told last. */
  told: Map<number, unknown>
}

declare global {
  var faultsEngine: PageEngine
  var faultsAnswered: (at: number, answer: EngineAnswer) => void
}

/** Finds the engine of this window. Anew after each reload: another page has another engine. */
export async function reachEngine(window: Page): Promise<EngineInPage> {
  await window.evaluate(() => {
    // Two of them would speak under the same ids.
    if (globalThis.faultsEngine) return
    const worker = globalThis.engineWorker
    const waiting = new Map<number, (answer: EngineAnswer) => void>()
    // The window's client counts from 1.
    const subscription = 2 ** 30
    let next = subscription + 1
    worker.addEventListener('message', ({ data }) => {
      if (data.subscription === subscription) globalThis.faultsEngine.status = data.event
      if ('event' in data) globalThis.faultsEngine.told.set(data.subscription, data.event)
      if (!('ok' in data)) return
      waiting.get(data.id)?.(data)
      waiting.delete(data.id)
    })
    globalThis.faultsEngine = {
      status: null,
      told: new Map(),
      follow: (topic, request) => {
        worker.postMessage({ topic, request, subscription: next })
        return next++
      },
      call: (method, args) =>
        new Promise((resolve) => {
          waiting.set(next, resolve)
          const sent = args.map((given) => {
            const { content } = (given ?? {}) as { content?: unknown }
            return content instanceof Uint8Array ? { ...(given as object), content: new Blob([content as Uint8Array<ArrayBuffer>]) } : given
          })
          worker.postMessage({ id: next++, method, args: sent })
        }),
    }
    worker.postMessage({ topic: 'status', request: null, subscription })
  })

  return {
    async call(method, ...args) {
      const answer = await window.evaluate(([name, given]) => globalThis.faultsEngine.call(name, given), [method as string, args as unknown[]] as const)
      if (!answer.ok) throw new Error(answer.code)
      return answer.value as never
    },
    status: () => window.evaluate(() => globalThis.faultsEngine.status),
    async follow(topic, request) {
      const subscription = await window.evaluate(([name, asked]) => globalThis.faultsEngine.follow(name as string, asked), [topic, request] as const)
      return () => window.evaluate((number) => globalThis.faultsEngine.told.get(number) as never, subscription)
    },
    async send(requests, inFlight, onAnswer) {
      await window.exposeFunction('faultsAnswered', onAnswer)
      await window.evaluate(
        async ([list, most]) => {
          const running = new Set<Promise<void>>()
          for (const [at, { method, args }] of list.entries()) {
            const answered: Promise<void> = globalThis.faultsEngine.call(method, args).then((answer) => {
              running.delete(answered)
              globalThis.faultsAnswered(at, answer)
            })
            running.add(answered)
            if (running.size >= most) await Promise.race(running)
          }
          await Promise.all(running)
        },
        [requests as readonly { method: string; args: unknown[] }[], inFlight] as const,
      )
    },
  }
}
