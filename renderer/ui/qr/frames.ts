/** Reads what a video shows, one frame after the other was read, until a function is called or the camera ends. */
import type { CodeReader } from './reader'

/** Milliseconds between two readings: a hand is held still for longer, and the rest of the computer goes on. */
const pause = 100

/** Frames in a row that can't be read: a camera that is being set, or changes its picture's size, gives some. Two seconds of them are a reader that is gone. */
const mostUnread = 20

/** `onFrame`: the codes of one frame; waited for before the next. `onFailure`: nothing more is read. */
export function followFrames(video: Pick<HTMLVideoElement, 'requestVideoFrameCallback'>, reader: Pick<CodeReader, 'readFrame'>, onFrame: (texts: string[]) => Promise<void>, onFailure: () => void): () => void {
  let over = false
  let unread = 0
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function read(): Promise<void> {
    const texts = await reader.readFrame(video as HTMLVideoElement).catch(() => null)
    if (over) return
    unread = texts ? 0 : unread + 1
    if (unread === mostUnread) return onFailure()
    if (texts) await onFrame(texts)
    if (!over) waiting = setTimeout(next, pause)
  }

  const next = () => void video.requestVideoFrameCallback(() => !over && void read().catch(() => !over && onFailure()))
  next()
  return () => {
    over = true
    clearTimeout(waiting)
  }
}
