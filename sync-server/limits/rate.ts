/**
 * How often somebody may do something: a bucket for each, filled at a steady pace.
 * Invariant: memory is bounded whatever the number of callers; a bucket that is full again is forgotten.
 */
export interface Rate {
  /** Whether `who` may have `amount` now. */
  take(who: string, amount?: number): boolean
}

interface Bucket {
  left: number
  at: number
}

const mostBuckets = 50_000

/** `now` in milliseconds, monotonic. */
export function rateOf({ perSecond, burst, now = () => performance.now() }: { perSecond: number; burst: number; now?: () => number }): Rate {
  const buckets = new Map<string, Bucket>()
  let swept = -Infinity
  const leftAt = (bucket: Bucket, time: number) => Math.min(burst, bucket.left + ((time - bucket.at) / 1000) * perSecond)
  return {
    take(who, amount = 1) {
      const time = now()
      const bucket = buckets.get(who)
      const left = bucket ? leftAt(bucket, time) : burst
      if (!bucket && buckets.size >= mostBuckets) {
        // Looked through once a second: else whoever fills it would also keep the process busy.
        if (time - swept < 1000) return false
        swept = time
        for (const [key, each] of buckets) if (leftAt(each, time) >= burst) buckets.delete(key)
        if (buckets.size >= mostBuckets) return false
      }
      if (left < amount) return false
      buckets.set(who, { left: left - amount, at: time })
      return true
    },
  }
}
