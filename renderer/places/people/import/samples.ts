/** What a column holds, in a few words: "Lyon, Paris et 12 autres, 3 vides". */
import type { TFunction } from 'i18next'
import type { ImportSummary } from '#core/csv/plan'

/** Longer samples are cut: the line has to stay one line. */
const longest = 28
const shown = 3

/** `read` is the number of lines of the file. */
export function samplesInWords(column: ImportSummary['columns'][number], read: number, t: TFunction<'import'>): string {
  if (column.filled === 0) return t('samples.none')
  const samples = column.samples.slice(0, shown).map((sample) => {
    const line = sample.replace(/\s+/g, ' ').trim()
    return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line
  })
  const others = column.filled - samples.length
  const list =
    others > 0
      ? t('samples.others', { list: samples.join(', '), count: others })
      : samples.length > 1
        ? t('samples.and', { first: samples.slice(0, -1).join(', '), last: samples.at(-1)! })
        : (samples[0] ?? '')
  const empty = read - column.filled
  return empty > 0 ? `${list}, ${t('samples.empty', { count: empty })}` : list
}
