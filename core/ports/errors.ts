/** The one catalogue of what can go wrong. Screens turn a code into a sentence in French and English that says what was kept. */
const codes = [
  'disk-full',
  'journal-failed',
  'journal-locked',
  'wrong-passphrase',
  'passphrase-too-short',
  'keychain-unavailable',
  'keychain-lost',
  'vault-damaged',
  'section-not-found',
  'section-locked',
  'entry-damaged',
  'not-an-admin',
  'last-admin',
  'not-a-member',
  'role-forbids',
  'link-damaged',
  'not-an-invitation',
  'sheet-wrong',
  'sheet-removed',
  'sheet-unknown',
  'relay-unreachable',
  'relay-refused',
  'not-a-table',
  'file-too-large',
  'file-not-written',
  'no-room',
  'not-a-backup',
  'backup-newer',
  'backup-damaged',
  'section-exists',
  'point-gone',
  'cancelled',
  'nothing-to-undo',
  'nothing-to-erase',
  'action-gone',
  'sector-gone',
  'asset-gone',
  'kit-gone',
  'preset-gone',
  'file-not-here',
  'file-not-known',
  'file-damaged',
  'notice-missing',
  'person-erased',
  'print-failed',
  'pdf-needs-password',
  'pdf-unreadable',
  'pdf-needs-acrobat',
  'not-an-image',
  'image-too-large',
  'image-cut-short',
  'image-unreadable',
  'print-timeout',
  'printer-gone',
  'unexpected',
] as const

export type ErrorCode = (typeof codes)[number]

/** An error that crosses a port or a process: a stable code, and a detail for developers that never holds personal data. */
export class PortError extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, detail = '') {
    super(detail ? `${code}: ${detail}` : code)
    this.name = 'PortError'
    this.code = code
  }
}

/**
 * The code of anything thrown; what is not a `PortError` is `unexpected`.
 * Electron's context bridge keeps nothing of an error but its message: there the code is read from its beginning.
 */
export function errorCode(error: unknown): ErrorCode {
  if (error instanceof PortError) return error.code
  const first = error instanceof Error ? error.message.split(': ', 1)[0] : undefined
  return codes.find((code) => code === first) ?? 'unexpected'
}
