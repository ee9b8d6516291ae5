/** How many pages a PDF has, and what size its first one is. */
import { useEffect, useState } from 'react'
import { papers } from '#core/ports/printing'
import { startPdfReader } from '../pdf-reader'
import type { Pages } from './print-choice'

/** Of a PDF that the reader does not open, but a printer may. */
const unread: Pages = { count: 1, size: { width: (papers.A4.width / 25.4) * 72, height: (papers.A4.height / 25.4) * 72 } }

/** `null` while it is read. */
export function usePages(pdf: Uint8Array): Pages | null {
  const [pages, setPages] = useState<Pages | null>(null)
  useEffect(() => {
    let current = true
    const reader = startPdfReader()
    reader
      .open(pdf)
      .then(async (open) => ({ count: open.pages, size: await open.size(1) }))
      .catch(() => unread)
      .then((read) => current && setPages(read))
      .finally(() => reader.dispose())
    return () => {
      current = false
    }
  }, [pdf])
  return pages
}
