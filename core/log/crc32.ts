/**
 * The CRC of frames: the main process injects its runtime's native one, faster than ours on all but short ranges; workers and
 * tests may use the one of core/domain.
 */
import { crc32 } from '../domain/crc32'

export type Crc32 = (bytes: Uint8Array, from: number, to: number) => number

/** Below this many bytes the call of a native function and its view cost more than the table. Measured. */
const worthACall = 200

/** With a runtime's own function (`zlib.crc32`) for all but short ranges. */
export function withNativeCrc(native: (bytes: Uint8Array) => number): Crc32 {
  return (bytes, from, to) => (to - from < worthACall ? crc32(bytes, from, to) : native(bytes.subarray(from, to)))
}
