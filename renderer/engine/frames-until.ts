/**
 * A journal as it was at one moment, read through by pieces. Invariant: nothing behind that end is given, whatever was
 * appended meanwhile: what came later may be half of what it belongs to.
 */
import type { Journal } from '#core/ports/journal'
import { stopIfAsked, type Watch } from '#core/section/record-editor'

/** Payload bytes asked for at a time. */
const readAhead = 2 * 1024 * 1024

/** Payloads of the frames before `end`; progress is told in bytes of the file. Rejects with `cancelled`, and with what `read` does. */
export async function* framesUntil(end: number, read: Journal['readFrom'], watch: Watch): AsyncGenerator<Uint8Array[]> {
  for (let from: number | null = 0; from !== null && from < end; ) {
    const piece: Awaited<ReturnType<typeof read>> = await read(from, readAhead)
    yield piece.frames.filter(({ offset }) => offset < end).map(({ payload }) => payload)
    from = piece.next
    watch.onProgress?.(Math.min(from ?? end, end), end)
    await watch.pause?.()
    stopIfAsked(watch)
  }
}
