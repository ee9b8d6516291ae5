/**
 * What the relay says of its work: codes and counts, one JSON line each, on standard error.
 * Invariant: only what is in `Line` can be said, and it holds no id, room, address, token or text from outside: a log that is
 * copied to a mail tells nothing of anybody.
 */
type Code = 'started' | 'stopping' | 'stopped' | 'closed' | 'compaction-failed' | 'request-failed' | 'listener-failed' | 'unexpected'

export interface Log {
  (code: Code, counts?: Record<string, number>): void
}

export function logTo(write: (line: string) => void, quiet: boolean): Log {
  return (code, counts = {}) => {
    if (!quiet) write(`${JSON.stringify({ at: new Date().toISOString(), code, ...counts })}\n`)
  }
}
