/** What the law has to say of a document, asked of the engine when somebody is to see it. */
import { useEffect, useState } from 'react'
import type { PaperKind } from '#core/domain/legal/checks'
import type { Size } from '#core/print/imposition/rectangle'
import type { LegalLook, PaperSource } from '#engine/api'
import { useEngine } from '../engine'

/** `null` while it is looked at; `'unread'` where the file can't be. `kind` null: nothing is asked. */
export function useLegalLook(source: PaperSource, kind: PaperKind | null, size: Size): LegalLook | 'unread' | null {
  const engine = useEngine()
  const key = JSON.stringify([source, kind, Math.round(size.width), Math.round(size.height)])
  const [looked, setLooked] = useState<{ key: string; look: LegalLook | 'unread' } | null>(null)
  useEffect(() => {
    if (!kind) return
    let current = true
    engine.call('legalLook', { source, kind, size }).then((look) => current && setLooked({ key, look }), () => current && setLooked({ key, look: 'unread' }))
    return () => {
      current = false
    }
    // oxlint-disable-next-line react/exhaustive-deps -- `key` says what is asked.
  }, [engine, key])
  return looked?.key === key ? looked.look : null
}
