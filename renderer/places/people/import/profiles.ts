/**
 * A mapping kept by name: the engine brings it back when a file has the same titles in the same order. Only what belongs to
 * the file's shape is kept: never the encoding or the separator, which each file proves by itself.
 */
import type { ImportOptions, ImportProfile, ImportSummary } from '#core/csv/plan'

/** What is kept of the settings on screen. */
export function profileOf(name: string, summary: ImportSummary, options: ImportOptions): ImportProfile {
  return {
    name: name.trim(),
    // As the engine compares them: to the letter.
    headers: summary.columns.map(({ header }) => header),
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
