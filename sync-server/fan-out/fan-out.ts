/**
 * How what one socket brought reaches the others of its room, be they on this process or, one day, on another.
 * Invariant: what is published reaches every listener of its channel once, in the order of publication, and none of another channel.
 * Every implementation passes fan-out.contract.ts.
 */
export interface FanOut<News> {
  publish(channel: string, news: News): void
  /** Returns what ends it. */
  subscribe(channel: string, listener: (news: News) => void): () => void
}
