/** All that the home screen says, asked in one go: anew when people or actions change, and as time passes. */
import { useEffect, useState } from 'react'
import type { Home } from '#engine/api'
import { useEngine, useTopic } from '../../ui/engine'
import { useNow } from '../../ui/use-now'

/** `null` before the first answer; afterwards the last one until the next is there. */
export function useHome(): { home: Home; now: number } | null {
  const engine = useEngine()
  const version = useTopic('agenda', null)?.version
  // A sheet that is keyed, or given up, changes no action.
  const done = useTopic('history', null)?.version
  const now = useNow()
  const [answer, setAnswer] = useState<{ home: Home; now: number } | null>(null)
  useEffect(() => {
    if (version === undefined) return
    let current = true
    engine.call('home', { now: Date.now() }).then((home) => current && setAnswer({ home, now }), () => {})
    return () => {
      current = false
    }
  }, [engine, version, done, now])
  return answer
}
