/** Reads what a video shows, one frame after the other was read, until a function is called or the camera ends. */
import type { CodeReader } from './reader'

/** Milliseconds between two readings: a hand is held still for longer, and the rest of the computer goes on. */
const pause = 100

/** `onFrame`: the codes of one frame; waited for before the next. `onFailure`: nothing more is read. */
export function followFrames(video: HTMLVideoElement, reader: CodeReader, onFrame: (texts: string[]) => Promise<void>, onFailure: () => void): () => void {
  let over = false
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function read(): Promise<void> {
    const texts = await reader.readFrame(video)
    if (!over) await onFrame(texts)
    if (!over) waiting = setTimeout(next, pause)
  }

  const next = () => void video.requestVideoFrameCallback(() => !over && void read().catch(() => !over && onFailure()))
  next()
  return () => {
    over = true
    clearTimeout(waiting)
  }
}
