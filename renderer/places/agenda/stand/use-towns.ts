/** Communes that a typed text may mean, as they are written into the field: official names and postal codes, never a word of anybody. */
import { useEffect, useState } from 'react'
import { useEngine } from '../../../ui/engine'

const most = 6
/** A town of more postal codes than these is offered by its name alone: which one it is, only who lives there knows. */
const mostCodes = 4

export function useTowns(typed: string): string[] {
  const engine = useEngine()
  const [towns, setTowns] = useState<string[]>([])
  const text = typed.trim()
  // The list takes a moment to be read the first time: before somebody waits for it.
  useEffect(() => void engine.call('communes', '75').catch(() => {}), [engine])
  useEffect(() => {
    let current = true
    if (text.length < 2) setTowns([])
    else {
      engine.call('communes', text).then(
        (found) => {
          if (!current) return
          const begun = /^\d+/.exec(text)?.[0] ?? ''
          const offers = found.flatMap(({ name, postalCodes }) => {
            const codes = begun ? postalCodes.filter((code) => code.startsWith(begun)) : postalCodes
            return codes.length === 0 || codes.length > mostCodes ? [name] : codes.map((code) => `${code} ${name}`)
          })
          setTowns([...new Set(offers)].slice(0, most))
        },
        () => current && setTowns([]),
      )
    }
    return () => {
      current = false
    }
  }, [engine, text])
  return towns
}
