/** The document that is on the desk, open in the engine until the desk is left. */
import { startTransition, useEffect, useState } from 'react'
import type { FileType } from '#core/domain/library/asset'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { DecodedImage } from '#core/print/foreign/printable-image'
import type { PaperSource, PrintablePaper } from '#engine/api'
import { useEngine } from '../../ui/engine'

/** `bytes`: of an SVG, which only this window draws. */
export function usePrintable(source: PaperSource, type: FileType | null, bytes: () => Promise<Uint8Array>): { paper: PrintablePaper | null; error: ErrorCode | null } {
  const engine = useEngine()
  const key = JSON.stringify(source)
  const [state, setState] = useState<{ key: string; paper: PrintablePaper | null; error: ErrorCode | null }>({ key: '', paper: null, error: null })
  useEffect(() => {
    if (!type) return
    let current = true
    const open = async () => {
      const drawn = type === 'svg' ? await drawing(await bytes()) : undefined
      return engine.call('printable', { source, ...(drawn ? { drawn } : {}) })
    }
    // The desk is made in slices, so that it holds up no key.
    open().then((paper) => startTransition(() => void (current && setState({ key, paper, error: null }))), (error: unknown) => current && setState({ key, paper: null, error: errorCode(error) }))
    return () => {
      current = false
      engine.call('closePrintable').catch(() => {})
    }
    // oxlint-disable-next-line react/exhaustive-deps -- `key` says which document.
  }, [engine, key, type])
  return state.key === key ? state : { paper: null, error: null }
}

async function drawing(bytes: Uint8Array): Promise<DecodedImage> {
  const [{ drawSvg }, { readImage }] = await Promise.all([import('../../ui/pdf/draw-svg'), import('#core/print/foreign/image-facts')])
  return drawSvg(bytes, readImage(bytes))
}
