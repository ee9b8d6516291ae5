/** What is said of a base that is arriving, in numbers. */

/** Bytes. */
interface Arrived {
  done: number
  total: number
}

/** In whole percent, 100 only for all of it. */
export const arrivedShare = ({ done, total }: Arrived): number => (total > 0 ? Math.floor((done / total) * 100) : 0)

/** Megabytes as disks count them, both with one decimal where all is under ten; never zero for something. */
export function arrivedMegabytes({ done, total }: Arrived): Arrived {
  const step = total < 10_000_000 ? 10 : 1
  const rounded = (bytes: number) => (bytes > 0 ? Math.max(1, Math.round((bytes / 1_000_000) * step)) : 0) / step
  return { done: rounded(done), total: rounded(total) }
}
