/**
 * libsodium for what WebCrypto lacks in Electron 33: Ed25519, X25519 and Argon2id.
 * Loaded when first needed: its 1 MB of WebAssembly must not stand between a start and the first people on screen.
 */
import type sodiumModule from 'libsodium-wrappers-sumo'

type Sodium = typeof sodiumModule
let loading: Promise<Sodium> | undefined

export function loadSodium(): Promise<Sodium> {
  loading ??= import('libsodium-wrappers-sumo').then(async (module) => {
    const sodium = (module.default ?? module) as Sodium
    await sodium.ready
    return sodium
  })
  return loading
}
