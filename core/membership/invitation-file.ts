/**
 * An invitation as a file, for where no message can be sent: its link on one line, so that whoever has no Permanence yet can
 * still read it, and copy it.
 * Invariant: what is no invitation is told from one that is damaged, before anything is asked of anyone.
 */
import { PortError } from '../ports/errors'

/** How the file's name ends, without the dot. The name says nothing of anyone. */
export const invitationKind = 'permanence-invitation'

/** Bytes; a link has some three hundred. */
const longest = 16 * 1024

export const writeInvitationFile = (link: string): Uint8Array => new TextEncoder().encode(`${link}\n`)

/** The link in a file, as it stands there: `readLink` says whether it is whole. Throws `not-an-invitation`. */
export function readInvitationFile(bytes: Uint8Array): string {
  // Leaves out the mark that some editors put at the beginning.
  const text = bytes.length <= longest ? new TextDecoder().decode(bytes).trim() : ''
  if (!/^permanence:\/\/join\/?#/i.test(text)) throw new PortError('not-an-invitation')
  return text
}
