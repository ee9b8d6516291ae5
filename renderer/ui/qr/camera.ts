/**
 * The camera while somebody holds a code before it. Invariant: it is lit only while the window is seen, at most two minutes
 * in one go, and never once the returned function was called, also where it had been asked for and had not answered yet: a
 * light that stays on is a camera that someone fears.
 */
export type CameraState = { is: 'starting' } | { is: 'on'; stream: MediaStream } | { is: CameraTrouble }

/** `gone`: unplugged, or taken away by the system. `rested`: nothing was read for long. */
export type CameraTrouble = 'none' | 'refused' | 'busy' | 'gone' | 'rested'

/** Milliseconds. */
const longest = 120_000

/** By the name of what `getUserMedia` rejects with (W3C, Media Capture and Streams). */
const troubles: Record<string, CameraTrouble> = { NotFoundError: 'none', OverconstrainedError: 'none', NotAllowedError: 'refused', SecurityError: 'refused' }

type Devices = Pick<MediaDevices, 'getUserMedia'>
type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>

/** Lights it and tells how it goes. Returns how to put it out for good. */
export function lightCamera(show: (state: CameraState) => void, devices: Devices = navigator.mediaDevices, page: Page = document): () => void {
  let stream: MediaStream | null = null
  /** What an earlier request brings is put out unseen. */
  let turn = 0
  let resting: ReturnType<typeof setTimeout> | undefined
  /** To be lit again when the window is seen again. */
  let wanted = true

  function putOut(): void {
    turn++
    clearTimeout(resting)
    stop(stream)
    stream = null
  }

  function end(is: CameraTrouble): void {
    putOut()
    wanted = false
    show({ is })
  }

  async function light(): Promise<void> {
    const own = ++turn
    show({ is: 'starting' })
    try {
      const given = await devices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } }, audio: false })
      if (own !== turn) return stop(given)
      stream = given
      for (const track of given.getTracks()) track.addEventListener('ended', () => own === turn && end('gone'))
      resting = setTimeout(() => end('rested'), longest)
      show({ is: 'on', stream: given })
    } catch (error) {
      if (own === turn) end(troubles[(error as Error).name] ?? 'busy')
    }
  }

  function look(): void {
    if (page.visibilityState === 'hidden') putOut()
    else if (wanted && !stream) void light()
  }

  page.addEventListener('visibilitychange', look)
  look()
  return () => {
    page.removeEventListener('visibilitychange', look)
    putOut()
  }
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}
