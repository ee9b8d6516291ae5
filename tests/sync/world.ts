/**
 * All that a simulated run takes from its machine: chance, the clock, timers, and the platform's cryptography, in the place
 * of the process's own until it ends.
 * Invariant: the same seed gives the same run, to the byte. Nothing in here waits for a thread or for time to pass, so that
 * everything a step began has ended once its microtasks have run; else a failing seed would not fail again.
 */
import { hash } from 'node:crypto'
import { joinBytes } from '#core/domain/bytes'
import { stream } from '#core/domain/demo/random'
import { checked, mark, unchecked } from './cheap-cipher'

export interface World {
  /** Lets milliseconds pass: timers that are due run, in their order. */
  pass(ms: number): void
  /** Resolves once everything that was begun has ended or waits for a timer. */
  calm(): Promise<void>
  leave(): void
}

interface Timer {
  due: number
  run(): void
}

/** What the app asks of WebCrypto (core/sealing/aes.ts), at once and cheap: keys are their bytes. */
const subtle = {
  importKey: async (_format: string, secret: Uint8Array) => secret.slice(),
  deriveKey: async ({ salt, info }: { salt: Uint8Array; info: Uint8Array }, base: Uint8Array) => digest(base, salt, info),
  deriveBits: async ({ salt, info }: { salt: Uint8Array; info: Uint8Array }, base: Uint8Array, bits: number) => {
    const bytes = new Uint8Array(bits / 8)
    for (let at = 0; at < bytes.length; at += 32) bytes.set(digest(base, salt, info, Uint8Array.of(at)).subarray(0, bytes.length - at), at)
    return bytes
  },
  encrypt: async ({ iv, additionalData }: { iv: Uint8Array; additionalData: Uint8Array }, key: Uint8Array, plaintext: Uint8Array) => checked(plaintext, mark(key, iv, additionalData)),
  decrypt: async ({ iv, additionalData }: { iv: Uint8Array; additionalData: Uint8Array }, key: Uint8Array, ciphertext: Uint8Array) => unchecked(ciphertext, mark(key, iv, additionalData)),
  digest: async (_algorithm: string, bytes: Uint8Array) => digest(bytes),
  sign: async (_algorithm: string, key: Uint8Array, bytes: Uint8Array) => digest(key, bytes),
}

const digest = (...parts: Uint8Array[]): Uint8Array => hash('sha256', parts.length === 1 ? parts[0]! : joinBytes(...parts), 'buffer')

/** `newIds`: of each version of the app; they draw ahead, and what was drawn before belongs to another run. */
export function enterWorld(seed: string, newIds: readonly (() => string)[]): World {
  const chance = stream(seed, 'machine', 0)
  const timers = new Map<number, Timer>()
  let now = 1_760_000_000_000
  let lastTimer = 0
  let draws = 0

  const getRandomValues = <View extends Uint8Array | Uint32Array>(view: View): View => {
    draws++
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    bytes.set(chance.bytes(bytes.length))
    return view
  }
  const machine = {
    crypto: { getRandomValues, subtle },
    setTimeout: (run: () => void, ms = 0) => (timers.set(++lastTimer, { due: now + ms, run }), lastTimer),
    clearTimeout: (timer: number | undefined) => void timers.delete(timer ?? 0),
  }
  const before = Object.fromEntries(Object.keys(machine).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)!]))
  for (const [name, value] of Object.entries(machine)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  const dateNow = Date.now
  Date.now = () => now

  for (const newId of newIds) {
    const drawn = draws
    while (draws === drawn) newId()
  }

  return {
    pass(ms) {
      const until = now + ms
      for (;;) {
        let next: [number, Timer] | undefined
        for (const timer of timers) if (timer[1].due <= until && (!next || timer[1].due < next[1].due)) next = timer
        if (!next) break
        timers.delete(next[0])
        now = Math.max(now, next[1].due)
        next[1].run()
      }
      now = until
    },
    calm: () => new Promise((resolve) => setImmediate(resolve)),
    leave() {
      for (const [name, descriptor] of Object.entries(before)) Object.defineProperty(globalThis, name, descriptor)
      Date.now = dateNow
    },
  }
}
