/** Runs something when the window has nothing better to do. Returns how to give it up. */
export function whenIdle(work: () => unknown): () => void {
  const id = requestIdleCallback(() => void work(), { timeout: 1000 })
  return () => cancelIdleCallback(id)
}
