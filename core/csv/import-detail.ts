/**
 * What the history keeps of an import beside its people: enough to find the right one among hundreds of entries. It lies in
 * the sealed log with everything else; a file's name may tell as much as the section's own.
 */
export interface ImportDetail {
  file: string
  added: number
  changed: number
}

/** Longer names are cut: the history is no place for a novel. */
const longestName = 120

export function importDetail({ file, added, changed }: ImportDetail): string {
  return JSON.stringify({ file: file.slice(0, longestName), added, changed })
}

/** `null` for entries that say nothing of the kind: the demonstration, and imports of earlier versions. */
export function readImportDetail(detail: string): ImportDetail | null {
  if (!detail.startsWith('{')) return null
  try {
    const { file, added, changed } = JSON.parse(detail) as Partial<Record<keyof ImportDetail, unknown>>
    return { file: typeof file === 'string' ? file : '', added: Number(added) || 0, changed: Number(changed) || 0 }
  } catch {
    return null
  }
}
