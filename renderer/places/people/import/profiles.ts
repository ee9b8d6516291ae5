/**
 * A mapping kept by name comes back by itself when a file has the same titles in the same order. Only what belongs to the
 * file's shape is kept: never the encoding or the separator, which each file proves by itself.
 */
import type { ImportOptions, ImportProfile, ImportSummary } from '#core/csv/plan'

/** The profile of these titles; the one kept last when there are several. */
export function profileFor(summary: ImportSummary, profiles: readonly ImportProfile[]): ImportProfile | null {
  const headers = titles(summary)
  // A file without titles can't be told from another one of as many columns.
  if (headers.every((header) => header === '')) return null
  return profiles.findLast((profile) => profile.headers.length === headers.length && profile.headers.every((header, at) => header.trim() === headers[at])) ?? null
}

/** What is kept of the settings on screen. */
export function profileOf(name: string, summary: ImportSummary, options: ImportOptions): ImportProfile {
  return {
    name: name.trim(),
    headers: titles(summary),
    options: {
      mapping: summary.columns.map(({ field }) => field),
      ...(options.tags?.length && { tags: options.tags }),
      ...(options.source && { source: options.source }),
    },
  }
}

/** The options of a profile, to be put over those on screen. */
export function optionsOf(profile: ImportProfile): ImportOptions {
  const { mapping, tags, source } = profile.options
  return { ...(mapping && { mapping }), ...(tags && { tags }), ...(source && { source }) }
}

function titles(summary: ImportSummary): string[] {
  return summary.columns.map(({ header }) => header.trim())
}
