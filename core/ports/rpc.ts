/**
 * Calls and topics over a message port: the one way in which window, engine and main process talk.
 * Each call is answered exactly once, also when the other side throws; an error crosses as its stable code,
 * never with a message that could hold personal data.
 */
import { PortError, errorCode, type ErrorCode } from './errors'

/** What a `MessagePort`, a `Worker`, a worker's scope and Electron's `MessagePortMain` have in common, once wrapped. */
export interface RpcPort {
  post(message: unknown, transfer?: Transferable[]): void
  listen(listener: (message: unknown) => void): void
}

type Functions = { [name: string]: (...args: never[]) => unknown }
export type Handlers<Calls> = { [Name in keyof Calls]: Calls[Name] extends (...args: infer Args) => infer Value ? (...args: Args) => Value | Promise<Value> : never }

type Message =
  | { id: number; method: string; args: unknown[] }
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; code: ErrorCode; detail: string }
  | { topic: string; request: unknown; subscription: number }
  | { subscription: number; event: unknown }
  | { unsubscribe: number }

export interface RpcClient<Calls, EventTopics = Record<never, never>> {
  call<Name extends keyof Calls>(
    method: Name,
    ...args: Calls[Name] extends (...args: infer Args) => unknown ? Args : never
  ): Promise<Calls[Name] extends (...args: never[]) => infer Value ? Awaited<Value> : never>
  subscribe<Topic extends keyof EventTopics>(
    topic: Topic,
    request: EventTopics[Topic] extends { request: infer Request } ? Request : never,
    listener: (event: EventTopics[Topic] extends { event: infer Event } ? Event : never) => void,
  ): () => void
}

/** The calling side. Bytes in arguments are copied, not transferred: the caller may go on using them. */
export function rpcClient<Calls, EventTopics = Record<never, never>>(port: RpcPort): RpcClient<Calls, EventTopics> {
  let next = 1
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  const listeners = new Map<number, (event: never) => void>()
  port.listen((raw) => {
    const message = raw as Message
    if ('ok' in message) {
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.ok) call?.resolve(message.value as never)
      else call?.reject(new PortError(message.code, message.detail))
    } else if ('event' in message) listeners.get(message.subscription)?.(message.event as never)
  })
  return {
    call: (method, ...args) =>
      new Promise((resolve, reject) => {
        const id = next++
        waiting.set(id, { resolve, reject })
        port.post({ id, method: method as string, args } satisfies Message)
      }),
    subscribe: (topic, request, listener) => {
      const subscription = next++
      listeners.set(subscription, listener as (event: never) => void)
      port.post({ topic: topic as string, request, subscription } satisfies Message)
      return () => {
        listeners.delete(subscription)
        port.post({ unsubscribe: subscription } satisfies Message)
      }
    },
  }
}

/** Starts a topic for one subscriber: calls `emit` now and on each change; the returned function ends it. */
export type TopicSource<Request, Event> = (request: Request, emit: (event: Event) => void) => () => void
export type TopicSources<EventTopics> = {
  [Topic in keyof EventTopics]: EventTopics[Topic] extends { request: infer Request; event: infer Event } ? TopicSource<Request, Event> : never
}

/** The answering side. An unknown method or topic is answered with an error, never ignored. */
export function rpcServer<Calls, EventTopics = Record<never, never>>(
  port: RpcPort,
  handlers: Handlers<Calls>,
  topics: TopicSources<EventTopics> = {} as TopicSources<EventTopics>,
): void {
  const ends = new Map<number, () => void>()
  port.listen((raw) => {
    const message = raw as Message
    if ('method' in message) void answer(message)
    else if ('topic' in message) {
      const source = Object.hasOwn(topics, message.topic) ? (topics as unknown as Record<string, TopicSource<unknown, unknown>>)[message.topic] : undefined
      if (!source) return
      const { subscription } = message
      ends.set(subscription, source(message.request, (event) => port.post({ subscription, event } satisfies Message)))
    } else if ('unsubscribe' in message) {
      ends.get(message.unsubscribe)?.()
      ends.delete(message.unsubscribe)
    }
  })

  async function answer({ id, method, args }: { id: number; method: string; args: unknown[] }) {
    try {
      const handler = Object.hasOwn(handlers, method) ? (handlers as unknown as Functions)[method] : undefined
      if (!handler) throw new PortError('unexpected', `no method ${method}`)
      const value = await handler(...(args as never[]))
      port.post({ id, ok: true, value } satisfies Message)
    } catch (error) {
      const code = errorCode(error)
      // A PortError's detail is written for developers and holds no personal data; other messages might.
      // Without its code, which the other end puts before it again: `not-a-table: ods` must arrive as it left.
      const detail = error instanceof PortError ? error.message.slice(code.length + 2) : error instanceof Error ? error.name : 'error'
      if (code === 'unexpected') console.error(`${method} failed:`, error instanceof Error ? error.stack?.split('\n').slice(1, 4).join('\n') : '')
      port.post({ id, ok: false, code, detail } satisfies Message)
    }
  }
}

/** Wraps a `MessagePort` or a worker (either end) for `rpcClient` and `rpcServer`. */
export function webPort(target: {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  start?(): void
}): RpcPort {
  return {
    post: (message, transfer = []) => target.postMessage(message, transfer),
    listen: (listener) => {
      target.addEventListener('message', (event) => listener(event.data))
      target.start?.()
    },
  }
}
