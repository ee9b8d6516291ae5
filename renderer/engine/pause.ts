/** Long work in the worker lets others in: an edit is never more than about ten milliseconds away from being heard. */

/** Milliseconds that work may hold the worker. */
const slice = 10

/** Call often; waits for one turn of the event loop whenever the slice is used up. A message port is not delayed as timers are. */
export function createPause(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel()
  const waiting: (() => void)[] = []
  port1.onmessage = () => waiting.shift()?.()
  let since = performance.now()
  return async () => {
    if (performance.now() - since < slice) return
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      port2.postMessage(null)
    })
    since = performance.now()
  }
}
