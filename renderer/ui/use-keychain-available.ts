import { useEffect, useState } from 'react'
import { useEngine } from './engine'

/** Asked of the system when the page is shown; `null` until it answers. */
export function useKeychainAvailable(): boolean | null {
  const engine = useEngine()
  const [available, setAvailable] = useState<boolean | null>(null)
  useEffect(() => {
    let current = true
    engine.call('keychainAvailable').then((answer) => current && setAvailable(answer), () => undefined)
    return () => {
      current = false
    }
  }, [engine])
  return available
}
