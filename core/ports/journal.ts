/**
 * The journal is the copy of record: an append-only file of frames, each fsynced before it is acknowledged.
 * Implementations: a file in the main process, and one in memory for tests; both pass `journalContract`.
 */

export interface JournalInfo {
  /** Changes each time the file is rewritten, so that positions kept elsewhere can be recognised as stale. */
  generation: string
  /** Bytes up to the end of the last valid frame: where the next frame goes. */
  end: number
  /** Places that could not be read and were set aside, never deleted. */
  quarantined: number
  /** Of these, places between whole frames: something that was acknowledged once is missing. A torn end is not counted. */
  damaged: number
}

/** One frame as read back. `offset` and `length` name its payload's place in this generation of the file, in bytes. */
export interface JournalFrame {
  offset: number
  payload: Uint8Array
}

export interface Journal {
  info(): Promise<JournalInfo>
  /**
   * Appends payloads as one batch: after a crash either all of them are there or none is.
   * Resolves after fsync with the offset of each frame and the new end.
   * Rejects with a `PortError` (`disk-full`, `journal-failed`); then nothing of the batch is in the file.
   */
  append(payloads: readonly Uint8Array[]): Promise<{ offsets: number[]; end: number }>
  /** Frames from `offset` on (0 = start), at most about `maxBytes` of payload but at least one frame; `next` is where to go on, `null` at the end. */
  readFrom(offset: number, maxBytes: number): Promise<{ frames: JournalFrame[]; next: number | null }>
  /** The payload of the frame at this offset. Rejects with `journal-failed` when there is none. */
  readAt(offset: number): Promise<Uint8Array>
  /**
   * Replaces the whole content: written beside, fsynced, then renamed over, so that a crash leaves the old or the new file.
   * `payloads` may be called for many pieces; the new generation is in force after it resolves.
   * What is appended while it runs goes on being acknowledged, and is found behind the payloads in the new generation.
   */
  rewrite(payloads: AsyncIterable<readonly Uint8Array[]>): Promise<{ info: JournalInfo; offsets: number[] }>
}
