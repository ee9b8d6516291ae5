import { useEffect, useState } from 'react'

/** Ms since 1970, anew each half minute: « 2 minutes ago » must not stand for an hour on a screen left open. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
