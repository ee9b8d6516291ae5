import { describe, expect, it } from 'vitest'
import { refusedSwitch } from './launch-flags'

function judge(switches: Record<string, string>): string | null {
  return refusedSwitch((name) => Object.hasOwn(switches, name), (name) => switches[name] ?? '', '/home/someone/.config/Permanence')
}

describe('the packaged app', () => {
  it('starts with the usual switches', () => {
    expect(judge({ 'user-data-dir': '/tmp/other', lang: 'fr', 'no-sandbox': '' })).toBeNull()
  })

  it.each(['inspect', 'remote-debugging-pipe', 'disable-web-security', 'load-extension', 'renderer-cmd-prefix'])('refuses --%s', (name) => {
    expect(judge({ [name]: '', 'user-data-dir': '/tmp/other' })).toBe(name)
  })

  it('lets no one attach to the usual profile, however its path is spelt', () => {
    expect(judge({ 'remote-debugging-port': '9222' })).toBe('remote-debugging-port')
    expect(judge({ 'remote-debugging-port': '9222', 'user-data-dir': '/home/someone/.config/x/../Permanence/' })).toBe('remote-debugging-port')
    expect(judge({ 'remote-debugging-port': '9222', 'user-data-dir': '/tmp/other' })).toBeNull()
  })
})
