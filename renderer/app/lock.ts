/** Locks after a time without keys or pointer. Checked by the clock, since timers stop while a laptop sleeps: it must not wake up open. */

/** Milliseconds between two looks at the clock. */
const look = 5_000

/** `minutes` of 0 never locks. Returns how to stop. */
export function lockWhenIdle(minutes: number, lock: () => void, now: () => number = Date.now): () => void {
  if (minutes <= 0) return () => {}
  let last = now()
  const check = () => {
    if (now() - last < minutes * 60_000) return false
    last = now()
    lock()
    return true
  }
  // The first key after a long sleep must lock, not count as presence.
  const seen = () => {
    if (!check()) last = now()
  }
  const events = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
  for (const name of events) window.addEventListener(name, seen, { passive: true, capture: true })
  const timer = setInterval(check, look)
  return () => {
    clearInterval(timer)
    for (const name of events) window.removeEventListener(name, seen, { capture: true })
  }
}
