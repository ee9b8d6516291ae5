/** The window alone on the screen, for a stall: what lies behind it, and the menu, are not for passers-by. */
import type { BrowserWindow } from 'electron'

type Filling = Pick<BrowserWindow, 'isFullScreen' | 'setFullScreen' | 'setMenuBarVisibility'>

/** Saying the same twice changes nothing: whoever had filled the screen before finds it filled afterwards. */
export function fullScreen(window: () => Filling | null): (on: boolean) => void {
  let before: boolean | null = null
  return (on) => {
    const shown = window()
    if (!shown || on === (before !== null)) return
    const filled = before ?? false
    before = on ? shown.isFullScreen() : null
    shown.setFullScreen(on || filled)
    shown.setMenuBarVisibility(!on)
  }
}
