/**
 * Compresses in a second worker what is too long to hold up the engine for: during an import one writes people while the
 * other compresses them. It starts when first needed, ends when it has had nothing to do, and can do no more than the
 * engine itself: whatever goes wrong with it, the engine compresses by its own hand.
 */
import { rpcClient, webPort, type RpcClient } from '#core/ports/rpc'
import { wrapPlaintext } from '#core/sealing/envelope'

export interface CompressorCalls {
  wrap(plaintext: Uint8Array): Uint8Array
}

/** Bytes above which the way to the other worker and back is worth its while. */
const worthSending = 64 * 1024
/** Milliseconds. */
const idleFor = 5000

/** `wrapPlaintext`, elsewhere for what is long. */
export function createCompressor(start: () => Worker): (plaintext: Uint8Array) => Promise<Uint8Array> {
  let running: { worker: Worker; client: RpcClient<CompressorCalls>; failed: Promise<never> } | undefined
  let asked = 0
  let ending: ReturnType<typeof setTimeout> | undefined

  function begin(): NonNullable<typeof running> {
    const worker = start()
    const failed = new Promise<never>((_, reject) => {
      for (const event of ['error', 'messageerror']) worker.addEventListener(event, () => reject(new Error(event)))
    })
    failed.catch(end)
    return { worker, client: rpcClient(webPort(worker)), failed }
  }

  function end(): void {
    running?.worker.terminate()
    running = undefined
  }

  async function elsewhere(plaintext: Uint8Array): Promise<Uint8Array> {
    clearTimeout(ending)
    asked++
    try {
      running ??= begin()
      return await Promise.race([running.client.call('wrap', plaintext), running.failed])
    } finally {
      if (--asked === 0) ending = setTimeout(end, idleFor)
    }
  }

  return (plaintext) => (plaintext.length < worthSending ? wrapPlaintext(plaintext) : elsewhere(plaintext).catch(() => wrapPlaintext(plaintext)))
}
