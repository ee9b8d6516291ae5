/**
 * Text being edited in place. What is typed is one command when the field is left or confirmed; Escape gives the field
 * its value back; and what is still being typed is committed when the screen is taken away (see ui/drafts).
 */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useDraft } from '../drafts'

export interface Field {
  value: string
  dirty: boolean
  set(text: string): void
  commit(): Promise<void>
  /** Spread on an input: it edits and commits. */
  input: { value: string; onChange(event: { currentTarget: { value: string } }): void; onBlur(): void; onKeyDown(event: KeyboardEvent): void }
}

/**
 * `save` gets the trimmed text when it differs from `saved`, and answers `false` when it can't be saved as it is:
 * the text then stays in the field to be corrected.
 */
export function useField(saved: string, save: (text: string) => Promise<boolean | void>, { lines = false } = {}): Field {
  const [typed, setTyped] = useState<string | null>(null)
  const value = typed ?? saved
  const dirty = typed !== null && typed.trim() !== saved
  // Blur follows Enter, a lock or an unmount may follow both: the same text must not be sent twice.
  const sent = useRef<string | null>(null)
  const set = (text: string) => {
    sent.current = null
    setTyped(text)
  }

  const commit = async () => {
    if (!dirty) return setTyped(null)
    if (sent.current === typed) return
    sent.current = typed
    if ((await save(typed.trim())) === false) sent.current = null
    // What was typed on meanwhile is the next edit.
    else setTyped((now) => (now === typed ? null : now))
  }
  useDraft(dirty, commit)

  // A sheet that closes under a field (another person opened) unmounts it before any blur.
  const latest = useRef(commit)
  latest.current = commit
  useEffect(() => () => void latest.current(), [])

  return {
    value,
    dirty,
    set,
    commit,
    input: {
      value,
      onChange: (event) => set(event.currentTarget.value),
      onBlur: () => void commit(),
      onKeyDown: (event) => {
        if (event.key === 'Enter' && (!lines || event.ctrlKey)) {
          event.preventDefault()
          void commit()
        } else if (event.key === 'Escape' && dirty) {
          event.preventDefault()
          event.stopPropagation()
          setTyped(null)
        }
      },
    },
  }
}
