/** The engine as React sees it: calls, and topics that re-render what shows them. */
import { createContext, use, useCallback, useEffect, useRef, useState } from 'react'
import type { EngineStatus, EngineTopics } from '#engine/api'
import type { Engine } from '#engine/client'

export const EngineContext = createContext<Engine | null>(null)
/** Always the latest status, subscribed once at the root: most screens read some of it. */
export const StatusContext = createContext<EngineStatus>({ phase: 'starting' })

export function useEngine(): Engine {
  const engine = use(EngineContext)
  if (!engine) throw new Error('useEngine needs EngineContext above it')
  return engine
}

export type OpenStatus = Extract<EngineStatus, { phase: 'open' }>

/** For screens that only exist while a section is open. */
export function useOpenStatus(): OpenStatus {
  const status = use(StatusContext)
  if (status.phase !== 'open') throw new Error('shown without an open section')
  return status
}

/**
 * The last event of a topic, or `undefined` before the first (`null` is an answer: that person does not exist).
 * `request` is compared by value, so it may be written inline; `undefined` subscribes to nothing.
 */
export function useTopic<T extends keyof EngineTopics>(topic: T, request: EngineTopics[T]['request'] | undefined): EngineTopics[T]['event'] | undefined {
  const engine = useEngine()
  const key = JSON.stringify(request)
  const [last, setLast] = useState<{ key: string | undefined; event: EngineTopics[T]['event'] } | null>(null)
  const latest = useRef(request)
  latest.current = request
  useEffect(() => {
    if (latest.current === undefined) return
    return engine.subscribe(topic, latest.current as never, (event) => setLast({ key, event: event as EngineTopics[T]['event'] }))
  }, [engine, topic, key])
  // An event of an earlier request must never be shown as the answer to this one.
  return last && last.key === key ? last.event : undefined
}

/** A function that keeps its identity while doing what the last render says: for listeners and memoised rows. */
export function useStable<Args extends unknown[], Value>(action: (...args: Args) => Value): (...args: Args) => Value {
  const latest = useRef(action)
  latest.current = action
  return useCallback((...args: Args) => latest.current(...args), [])
}
