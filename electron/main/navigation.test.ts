import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { guardNavigation, mayNavigate } from './navigation'

function guarded(mayFrame?: (url: string) => boolean) {
  const contents = new EventEmitter() as EventEmitter & { open?: (details: { url: string }) => { action: string } }
  guardNavigation(Object.assign(contents, { setWindowOpenHandler: (handler: never) => void (contents.open = handler) }) as never, mayFrame)
  const isStopped = (event: string, details: object = {}): boolean => {
    let stopped = false
    contents.emit(event, { ...details, preventDefault: () => (stopped = true) })
    return stopped
  }
  return { contents, isStopped }
}

describe('a window of the app', () => {
  it('goes nowhere, not even to another file of the app', () => {
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'app://permanence/other.html', 'app://permanence/index.html?q', 'javascript:1', 'data:text/html,x']) {
      expect(mayNavigate(url)).toBe(false)
      expect(guarded().isStopped('will-navigate', { url })).toBe(true)
      expect(guarded().isStopped('will-frame-navigate', { url, isMainFrame: true })).toBe(true)
    }
  })

  it('may be loaded anew', () => {
    expect(guarded().isStopped('will-navigate', { url: 'app://permanence/index.html' })).toBe(false)
    expect(guarded().isStopped('will-frame-navigate', { url: 'app://permanence/index.html#people', isMainFrame: true })).toBe(false)
  })

  it('has no frames, no webviews, follows no redirect and opens no window', () => {
    const { contents, isStopped } = guarded()
    expect(isStopped('will-frame-navigate', { url: 'app://permanence/index.html', isMainFrame: false })).toBe(true)
    expect(guarded((url) => url === 'viewer:').isStopped('will-frame-navigate', { url: 'viewer:', isMainFrame: false })).toBe(false)
    expect(guarded((url) => url === 'viewer:').isStopped('will-frame-navigate', { url: 'viewer:', isMainFrame: true })).toBe(true)
    expect(isStopped('will-attach-webview')).toBe(true)
    expect(isStopped('will-redirect', { url: 'app://permanence/index.html' })).toBe(true)
    expect(contents.open!({ url: 'https://example.org/' })).toEqual({ action: 'deny' })
  })
})
