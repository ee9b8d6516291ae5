/**
 * The sheet of the options on screen. One is laid out at a time and only the latest options are asked next: typing a
 * title over 10,000 people must not queue a sheet for each letter.
 */
import { useEffect, useRef, useState } from 'react'
import type { PeopleSelection } from '#core/domain/query'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { ContactSheetOptions, PrintedSheet } from '#core/print/sheet'
import { useEngine } from '../../../ui/engine'

/** Milliseconds without a change before the sheet is laid out again. */
const quiet = 180

export interface ContactSheetState {
  /** Of the last options that could be laid out. */
  sheet: PrintedSheet | null
  /** The sheet is not yet that of the options on screen. */
  busy: boolean
  error: ErrorCode | null
}

/** `null` options: nothing to lay out. */
export function useContactSheet(selection: PeopleSelection, options: ContactSheetOptions | null, locale: 'fr' | 'en'): ContactSheetState {
  const engine = useEngine()
  const [made, setMade] = useState<{ key: string; sheet: PrintedSheet | null; error: ErrorCode | null }>({ key: '', sheet: null, error: null })
  const key = options ? JSON.stringify([selection, options, locale]) : ''
  const wanted = useRef({ key, selection, options, locale })
  wanted.current = { key, selection, options, locale }
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
    const layOut = async () => {
      if (working.current) return
      working.current = true
      for (let done = ''; mounted.current && wanted.current.key && wanted.current.key !== done; ) {
        const asked = wanted.current
        laidOut.current = true
        done = asked.key
        try {
          const sheet = await engine.call('contactSheet', { selection: asked.selection, options: asked.options!, locale: asked.locale })
          if (mounted.current) setMade({ key: done, sheet, error: null })
        } catch (error) {
          if (mounted.current) setMade((before) => ({ key: done, sheet: before.sheet, error: errorCode(error) }))
        }
      }
      working.current = false
    }
    // The first sheet waits for nothing.
    const timer = setTimeout(() => void layOut(), laidOut.current ? quiet : 0)
    return () => clearTimeout(timer)
  }, [engine, key])

  return { sheet: options ? made.sheet : null, busy: key !== '' && made.key !== key, error: made.key === key ? made.error : null }
}
