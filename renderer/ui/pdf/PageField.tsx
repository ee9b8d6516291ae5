/**
 * The number of the page on screen, to be read and to be typed. Invariant: what is shown is a page that exists or what the
 * person is typing; what names no page (empty, a minus, 139 of 13) moves nowhere and is put back when the field is left.
 */
import { TextInput } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { pageTyped } from './page-typed'
import classes from './PdfPreview.module.css'

interface Props {
  label: string
  page: number
  pages: number
  onGo: (page: number) => void
}

export function PageField({ label, page, pages, onGo }: Props) {
  /** `null`: nobody is typing. */
  const [typed, setTyped] = useState<string | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    if (event.key === 'Enter') setTyped(null)
    else if (step) {
      setTyped(null)
      onGo(page + step)
    } else return
    event.preventDefault()
  }
  return (
    <TextInput
      size="xs" w={56} inputMode="numeric" maxLength={6} aria-label={label} disabled={!pages} classNames={{ input: classes.pageInput }}
      value={typed ?? String(page)}
      onChange={(event) => {
        const text = event.currentTarget.value.replace(/\D/g, '')
        setTyped(text)
        const asked = pageTyped(text, pages)
        if (asked) onGo(asked)
      }}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setTyped(null)}
      onKeyDown={onKeyDown}
    />
  )
}
