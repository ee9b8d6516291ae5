import { useEffect } from 'react'
import { useStable } from '../engine'
import { isTyping } from '../typing'

/**
 * Keys that a place answers without Ctrl, Alt or Meta: not while text is typed, nor in a dialog.
 * @param keys by `KeyboardEvent.key`
 * @param leave Escape where nothing has the focus: what had it may be gone with what was done, and the sheet closes all the same
 */
export function usePlaceKeys(keys: Readonly<Record<string, () => void>>, leave?: () => void): void {
  const press = useStable((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || (event.target as Element).closest('[role="dialog"]')) return
    if (event.key === 'Escape' && event.target === document.body) return leave?.()
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [press])
}
