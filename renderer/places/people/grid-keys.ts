/** What the keys do on a row of the table; the same keys as in a spreadsheet or a mail list. */
export type GridAction =
  | { kind: 'move'; to: number; extend: boolean }
  | { kind: 'toggle' }
  | { kind: 'open' }
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'delete' }

export interface GridKey {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/** `page` is the number of whole rows on screen. `null`: the key means nothing here. */
export function gridAction(event: GridKey, active: number, total: number, page: number): GridAction | null {
  const control = event.ctrlKey || event.metaKey
  if (event.altKey) return null
  const move = (to: number): GridAction => ({ kind: 'move', to: Math.min(total - 1, Math.max(0, to)), extend: event.shiftKey })
  switch (event.key) {
    case 'ArrowDown':
      return control ? null : move(active + 1)
    case 'ArrowUp':
      return control ? null : move(active - 1)
    case 'PageDown':
      return move(active + page)
    case 'PageUp':
      return move(active - page)
    case 'Home':
      return move(0)
    case 'End':
      return move(total - 1)
    case ' ':
      return { kind: 'toggle' }
    case 'Enter':
      return control || event.shiftKey ? null : { kind: 'open' }
    case 'a':
    case 'A':
      return control ? { kind: 'all' } : null
    case 'Escape':
      return { kind: 'none' }
    case 'Delete':
      return { kind: 'delete' }
    default:
      return null
  }
}
