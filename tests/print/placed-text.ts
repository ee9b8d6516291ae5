/** Where each piece of text stands on a page, as the app's own reader finds it, and which pieces lie on one another. */

/** In mm from the page's upper left corner; `y` is the base line, `size` the height of the letters' body. */
export interface PlacedText {
  text: string
  x: number
  y: number
  width: number
  size: number
}

const mm = 25.4 / 72

/** Page by page. No-break spaces are spaces, as on paper. */
export async function placedText(pdf: Uint8Array): Promise<PlacedText[][]> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const document = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise
  try {
    const pages: PlacedText[][] = []
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const [, , , height] = page.view as [number, number, number, number]
      const { items } = await page.getTextContent({ disableNormalization: true })
      pages.push(items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return []
        const [, , , scale, x, y] = item.transform as number[]
        return { text: item.str.replace(/[\u00a0\u202f]/g, ' '), x: x! * mm, y: (height - y!) * mm, width: item.width * mm, size: scale! * mm }
      }))
    }
    return pages
  } finally {
    await document.destroy()
  }
}

/** What stands within a part of a page (mm from its upper left corner), in the order of reading. */
export function textWithin(page: readonly PlacedText[], { x, y, width, height }: { x: number; y: number; width: number; height: number }): string {
  return page
    .filter((item) => item.x >= x && item.x < x + width && item.y > y && item.y <= y + height)
    .sort((one, other) => (Math.abs(one.y - other.y) > 0.5 ? one.y - other.y : one.x - other.x))
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
}

/** Pairs of texts of which one is written over the other. */
export function collisions(page: readonly PlacedText[]): string[] {
  const found: string[] = []
  for (const [at, one] of page.entries()) {
    for (const other of page.slice(at + 1)) {
      const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
      // Letters without ascender or descender are half as high as their body.
      if (across > 0.4 && Math.abs(one.y - other.y) < 0.55 * Math.min(one.size, other.size)) found.push(`${one.text} / ${other.text}`)
    }
  }
  return found
}
