/**
 * When the window's process dies. Invariant: it comes back by itself, but not for ever: a page that dies as it starts
 * would otherwise keep the machine busy and hide its fault. What was acknowledged is in the journal, so nothing is lost.
 */
const mostReloads = 3
const period = 60_000

/** Whether to load the page again; `now` in milliseconds. */
export function reloadLimit(): (now: number) => boolean {
  let reloads: number[] = []
  return (now) => {
    reloads = reloads.filter((at) => now - at < period)
    if (reloads.length >= mostReloads) return false
    reloads.push(now)
    return true
  }
}
