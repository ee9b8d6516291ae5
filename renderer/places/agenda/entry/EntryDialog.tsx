/** Keying a sheet that came back: first which one, then its lines. */
import { useState } from 'react'
import type { EntryOf, EntrySheet } from '#engine/api'
import { useReturnFocus } from '../../../ui/return-focus'
import { addWords } from '../../../ui/words'
import { EntryOpening } from './EntryOpening'
import { EntryScreen } from './EntryScreen'
import { entryWords } from './words'

addWords('entry', entryWords)

interface Props {
  /** Where it was opened from an action. */
  of?: EntryOf
  /** Of the sheet that is to be opened at once. */
  code?: string
  onClose(): void
}

export default function EntryDialog({ of, code, onClose }: Props) {
  useReturnFocus()
  const [opened, setOpened] = useState<{ sheet: EntrySheet; own: boolean } | null>(null)
  if (!opened) return <EntryOpening {...(of ? { of } : {})} {...(code ? { given: code } : {})} onClose={onClose} onOpen={(sheet, own) => setOpened({ sheet, own })} />
  return <EntryScreen opened={opened.sheet} ownCode={opened.own} onClose={onClose} />
}
