/** Which of the codes that were seen is meant. Invariant: nothing is taken where it could have been another: two that would do are none. */

/** How a code is taken, or why it is not the one, in a sentence. */
export type Verdict = { take(): void } | { why: string }

/** What is made of the text of a code by whoever asked for it. */
export type Judge = (text: string) => Promise<Verdict>

/** The one verdict on all that was seen at once: that of the code that will do, else of the first. */
export async function judgeCodes(texts: readonly string[], judge: Judge): Promise<Verdict | 'none' | 'several'> {
  const verdicts = await Promise.all(texts.map(judge))
  const good = verdicts.filter((verdict) => 'take' in verdict)
  if (good.length > 1) return 'several'
  return good[0] ?? verdicts[0] ?? 'none'
}
