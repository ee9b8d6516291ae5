import { describe, expect, it } from 'vitest'
import { isolateSession, isLocal, silenceChromium } from './network'

describe('the network', () => {
  it.each(['http://example.org/', 'https://example.org/', 'ws://127.0.0.1/', 'wss://example.org/', 'ftp://example.org/', 'file:///etc/passwd', 'chrome://gpu', '//example.org', ''])(
    'is not reached by %s',
    (url) => {
      let cancelled: boolean | undefined
      isolateSession({
        setSpellCheckerEnabled: () => {},
        webRequest: {
          onBeforeRequest: ((listener: (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void) =>
            listener({ url }, ({ cancel }) => (cancelled = cancel))) as never,
        },
      })
      expect(cancelled).toBe(true)
    },
  )

  it('is not needed for the app itself, its blobs and its developer tools', () => {
    for (const url of ['app://permanence/index.html', 'blob:app://permanence/1', 'data:image/png;base64,', 'devtools://devtools/bundled/x.js']) {
      expect(isLocal(url)).toBe(true)
    }
  })

  it('is not used by Chromium behind our back', () => {
    const switches = new Map<string, string | undefined>()
    silenceChromium({ appendSwitch: (name: string, value?: string) => void switches.set(name, value) })
    expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND')
    for (const name of ['disable-component-update', 'disable-background-networking', 'disable-domain-reliability', 'no-proxy-server']) {
      expect(switches.has(name)).toBe(true)
    }
  })
})
