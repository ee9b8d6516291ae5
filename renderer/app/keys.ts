/** Keys that work anywhere in an open section. Undo is left to text fields while one is being typed in. */
import { isTyping } from '../ui/typing'
import type { ShellCommand } from './Shell'

export function globalKey(event: KeyboardEvent): ShellCommand | null {
  const typing = isTyping(event.target)
  const control = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  if (!control) return event.key === '?' && !typing ? 'shortcuts' : null
  if (event.altKey) return null
  if (key === 'k') return 'palette'
  if (key === 'l') return 'lock'
  if (key === ',') return 'settings'
  if (typing) return null
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  if (key === 'y') return 'redo'
  return null
}
