/**
 * Files that a person chose in a dialog of the system. Invariant: the engine names such a file by a token that it was given,
 * never by a path, so that a page that was taken over can write nowhere but where someone has just pointed.
 */
import { PortError } from '#core/ports/errors'

export interface ChosenFiles {
  /** Keeps a path; the token is good for one use. */
  keep(path: string): string
  /** Throws `file-not-written` for a token that was never given, or was used. */
  take(token: string): string
}

export function chosenFiles(): ChosenFiles {
  const paths = new Map<string, string>()
  return {
    keep(path) {
      const token = crypto.randomUUID()
      paths.set(token, path)
      return token
    },
    take(token) {
      const path = paths.get(token)
      paths.delete(token)
      if (path === undefined) throw new PortError('file-not-written', 'not a chosen file')
      return path
    },
  }
}
