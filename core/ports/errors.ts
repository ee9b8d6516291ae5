/** The one catalogue of what can go wrong. Screens turn a code into a sentence in French and English that says what was kept. */
export type ErrorCode =
  | 'disk-full'
  | 'journal-failed'
  | 'journal-locked'
  | 'wrong-passphrase'
  | 'passphrase-too-short'
  | 'keychain-unavailable'
  | 'keychain-lost'
  | 'vault-damaged'
  | 'section-not-found'
  | 'section-locked'
  | 'entry-damaged'
  | 'not-a-table'
  | 'file-too-large'
  | 'file-not-written'
  | 'cancelled'
  | 'nothing-to-undo'
  | 'print-failed'
  | 'unexpected'

/** An error that crosses a port or a process: a stable code, and a detail for developers that never holds personal data. */
export class PortError extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, detail = '') {
    super(detail ? `${code}: ${detail}` : code)
    this.name = 'PortError'
    this.code = code
  }
}

/** The code of anything thrown; what is not a `PortError` is `unexpected`. */
export function errorCode(error: unknown): ErrorCode {
  return error instanceof PortError ? error.code : 'unexpected'
}
