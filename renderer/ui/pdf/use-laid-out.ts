/**
 * The paper of the options on screen. One is laid out at a time and only the latest options are asked next: typing a
 * title over 10,000 people must not queue a sheet for each letter.
 */
import { useEffect, useRef, useState } from 'react'
import { errorCode, type ErrorCode } from '#core/ports/errors'

/** Milliseconds without a change before the paper is laid out again. */
const quiet = 180

export interface LaidOut<Sheet> {
  /** Of the last options that could be laid out. */
  sheet: Sheet | null
  /** The sheet is not yet that of the options on screen. */
  busy: boolean
  error: ErrorCode | null
}

/** `null` options: nothing to lay out. They are compared by value. */
export function useLaidOut<Options, Sheet>(options: Options | null, layOut: (options: Options) => Promise<Sheet>): LaidOut<Sheet> {
  const [made, setMade] = useState<{ key: string; sheet: Sheet | null; error: ErrorCode | null }>({ key: '', sheet: null, error: null })
  const key = options === null ? '' : JSON.stringify(options)
  const wanted = useRef({ key, options, layOut })
  wanted.current = { key, options, layOut }
  const working = useRef(false)
  const laidOut = useRef(false)
  const mounted = useRef(true)

  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])

  useEffect(() => {
    if (!key) return
    const work = async () => {
      if (working.current) return
      working.current = true
      for (let done = ''; mounted.current && wanted.current.key && wanted.current.key !== done; ) {
        const asked = wanted.current
        laidOut.current = true
        done = asked.key
        try {
          const sheet = await asked.layOut(asked.options!)
          if (mounted.current) setMade({ key: done, sheet, error: null })
        } catch (error) {
          if (mounted.current) setMade((before) => ({ key: done, sheet: before.sheet, error: errorCode(error) }))
        }
      }
      working.current = false
    }
    // The first sheet waits for nothing.
    const timer = setTimeout(() => void work(), laidOut.current ? quiet : 0)
    return () => clearTimeout(timer)
  }, [key])

  return { sheet: options === null ? null : made.sheet, busy: key !== '' && made.key !== key, error: made.key === key ? made.error : null }
}
