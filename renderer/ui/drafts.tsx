/**
 * Nothing typed is lost: a field that holds text which no command carries yet registers how to commit it, and whoever is
 * about to take the screen away (lock, quit, a hidden window) commits all of them first and waits for the engine.
 */
import { createContext, use, useLayoutEffect, useRef } from 'react'

type Commit = () => Promise<unknown> | void

export interface Drafts {
  add(commit: Commit): () => void
  /** Commits everything typed. Rejections are left to the fields, which show them; this always resolves. */
  commitAll(): Promise<void>
}

export function createDrafts(): Drafts {
  const commits = new Set<Commit>()
  return {
    add(commit) {
      commits.add(commit)
      return () => commits.delete(commit)
    },
    async commitAll() {
      await Promise.allSettled([...commits].map(async (commit) => commit()))
    },
  }
}

export const DraftsContext = createContext<Drafts | null>(null)

export function useDrafts(): Drafts {
  const drafts = use(DraftsContext)
  if (!drafts) throw new Error('useDrafts needs DraftsContext above it')
  return drafts
}

/** Registers `commit` while `dirty`; the last one rendered is called. */
export function useDraft(dirty: boolean, commit: Commit): void {
  const drafts = useDrafts()
  const latest = useRef(commit)
  latest.current = commit
  // Before the next event: what was given up in this one must not be committed by it.
  useLayoutEffect(() => (dirty ? drafts.add(() => latest.current()) : undefined), [drafts, dirty])
}
