/** The page that a text asks for, or `null` while it asks for none of this document: empty, half-typed, out of range, no number. */
export function pageTyped(text: string, pages: number): number | null {
  const page = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0
  return page >= 1 && page <= pages ? page : null
}
