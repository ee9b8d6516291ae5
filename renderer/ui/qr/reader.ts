/** Reads QR codes in a worker of its own, which is started for it and ends with it: what the engine does goes on meanwhile. */
import { PortError } from '#core/ports/errors'
import { rpcClient, webPort } from '#core/ports/rpc'

export interface ReaderCalls {
  readFrame(frame: VideoFrame): string[]
  /** `null`: no picture that can be opened. */
  readFile(file: Blob): string[] | null
}

export interface CodeReader {
  /** The texts of all codes in what a video shows now. */
  readFrame(video: HTMLVideoElement): Promise<string[]>
  /** Of a PNG, JPEG or WebP; `null` for what is none, or can't be opened. */
  readFile(file: Blob): Promise<string[] | null>
  dispose(): void
}

export function startReader(): CodeReader {
  const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), { type: 'module', name: 'qr' })
  const broken = new Promise<never>((_, reject) => {
    for (const event of ['error', 'messageerror']) worker.addEventListener(event, () => reject(new PortError('unexpected', 'qr worker')))
  })
  // Told to whoever waits for an answer, and to nobody else.
  broken.catch(() => undefined)
  const client = rpcClient<ReaderCalls>(webPort(worker))
  return {
    async readFrame(video) {
      const frame = new VideoFrame(video)
      const reading = client.call('readFrame', frame)
      // The worker has one of its own of the same picture; the camera has few to give.
      frame.close()
      return await Promise.race([reading, broken])
    },
    readFile: (file) => Promise.race([client.call('readFile', file), broken]),
    dispose: () => worker.terminate(),
  }
}
