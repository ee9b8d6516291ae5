/** As most of them are written, trimmed; the first of those written as often. '' of none. */
export function usualText(texts: Iterable<string>): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text.trim(), (counts.get(text.trim()) ?? 0) + 1)
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0])[0]
}
