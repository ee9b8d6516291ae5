/**
 * Gives memory back after many have left. Invariant: a relay that has become quiet does not go on holding what the crowd took;
 * the engine collects garbage when it needs memory, and a quiet process needs none, so it would keep it for days.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Rooms let go since the last collection that are worth the next; it stops the process for about 50 ms. */
const worth = 100
/** Milliseconds without another leaving. */
const quiet = 500

/** To be called for each room that is let go. */
export function collectAfterCrowds(): () => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let left = 0
  let timer: NodeJS.Timeout | null = null
  return () => {
    if (++left < worth) return
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => {
      left = 0
      collect()
    }, quiet)
    timer.unref()
  }
}
