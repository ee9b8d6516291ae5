/**
 * Invitations that the system hands to the app: somebody pressed a `permanence://` link elsewhere. Whoever writes a web page
 * chooses such a link, so it is only ever shown to the person, who decides.
 * Invariant: nothing but the whole shape of an invitation passes, it passes once, and only when the window asks for it;
 * everything else on a command line is let go of, and nothing of either is written anywhere.
 */

/** What is in it is judged by who reads it (core/membership/invitation.ts). Some hand links on with a slash of their own. */
const shape = /^permanence:\/\/join\/?#[\w-]{1,4096}$/i

/** The last of these words that is an invitation, or `null`. */
export function joinLinkIn(words: readonly string[]): string | null {
  return words.findLast((word) => shape.test(word)) ?? null
}

export interface JoinLinks {
  /** Takes in the words of a command line, or a URL; what is no invitation changes nothing. */
  offer(words: readonly string[]): void
  /** The invitation that waits, once. */
  take(): string | null
}

/** `onOffer`: one waits; the window, if there is one yet, is told to ask for it. */
export function joinLinks(onOffer: () => void): JoinLinks {
  let waiting: string | null = null
  return {
    offer(words) {
      const link = joinLinkIn(words)
      if (link === null) return
      waiting = link
      onOffer()
    },
    take() {
      const link = waiting
      waiting = null
      return link
    },
  }
}
