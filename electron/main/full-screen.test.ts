import { describe, expect, it } from 'vitest'
import { fullScreen } from './full-screen'

function window(filled: boolean) {
  const shown = { filled, menu: true }
  return { shown, set: fullScreen(() => ({ isFullScreen: () => shown.filled, setFullScreen: (on) => void (shown.filled = on), setMenuBarVisibility: (on) => void (shown.menu = on) })) }
}

describe('a window alone on the screen', () => {
  it('fills it without a menu, and comes back', () => {
    const { shown, set } = window(false)
    set(true)
    expect(shown).toEqual({ filled: true, menu: false })
    set(true)
    set(false)
    expect(shown).toEqual({ filled: false, menu: true })
  })
  it('stays as it was for whoever had filled the screen before, and for whoever never did', () => {
    const { shown, set } = window(true)
    set(false)
    expect(shown).toEqual({ filled: true, menu: true })
    set(true)
    set(false)
    expect(shown).toEqual({ filled: true, menu: true })
  })
  it('may be closed already', () => expect(() => fullScreen(() => null)(true)).not.toThrow())
})
