/**
 * What the relay asks of a store: ordered keys, bytes, and batches that are on the disk, whole, before they are told so.
 * Invariant: a batch is never half there, also after a power cut; what `scrub` has passed over can't be read from the disk again.
 * Every implementation passes store.contract.ts, so that another data base can take its place.
 */

/** `null` deletes the key. */
export type Write = readonly [key: string, value: Uint8Array | null]

export interface Store {
  get(key: string): Promise<Uint8Array | null>
  /** Keys above `after` that begin with `prefix` and go on, in their order, until `maxBytes` of values are read (one at least). */
  read(prefix: string, after: string, maxBytes: number): Promise<[key: string, value: Uint8Array][]>
  /**
   * Resolves once all of it is durable. Rejects with `StoreRefused` when nothing of it is there.
   * `shrinks`: what it replaces is larger, so it may take from the space that is kept free.
   */
  write(writes: readonly Write[], shrinks?: boolean): Promise<void>
  /** After it, bytes of values under `prefix` that were deleted or replaced before the call are nowhere in the store's files. */
  scrub(prefix: string): Promise<void>
  /** Whether a write could succeed now. */
  canWrite(): Promise<boolean>
  close(): Promise<void>
}

/** Nothing was written: the disk is full, or failed. */
export class StoreRefused extends Error {
  readonly code: 'disk-full' | 'store-failed'
  constructor(code: 'disk-full' | 'store-failed') {
    super(code)
    this.code = code
  }
}
