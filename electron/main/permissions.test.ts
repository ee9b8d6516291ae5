import { describe, expect, it } from 'vitest'
import { guardPermissions, isGranted } from './permissions'

const page = 'app://permanence/index.html'

describe('permissions', () => {
  it.each(['geolocation', 'media', 'notifications', 'clipboard-read', 'openExternal', 'fullscreen', 'usb', 'midi', 'unknown', 'toString', 'constructor'])(
    'refuse %s to the app itself',
    (permission) => expect(isGranted(permission, page, true)).toBe(false),
  )

  it('let the app copy text, but no frame in it and no other page', () => {
    expect(isGranted('clipboard-sanitized-write', page, true)).toBe(true)
    expect(isGranted('clipboard-sanitized-write', page, false)).toBe(false)
    expect(isGranted('clipboard-sanitized-write', 'https://example.org/', true)).toBe(false)
    expect(isGranted('clipboard-sanitized-write', '', true)).toBe(false)
  })

  it('are answered at each of the doors of a session', () => {
    const doors: Record<string, (...args: never[]) => unknown> = {}
    const keep = (name: string) => (handler: unknown) => void (doors[name] = handler as never)
    guardPermissions({
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setDisplayMediaRequestHandler: keep('screen'),
    })
    const call = (name: string, ...args: unknown[]) => doors[name]!(...(args as never[]))
    const answers: unknown[] = []
    call('request', null, 'geolocation', (answer: boolean) => answers.push(answer), { requestingUrl: page, isMainFrame: true })
    call('screen', {}, (streams: unknown) => answers.push(streams))
    expect(answers).toEqual([false, null])
    expect(call('check', null, 'media', page, { requestingUrl: page, isMainFrame: true })).toBe(false)
    expect(call('check', null, 'clipboard-sanitized-write', page, { requestingUrl: page, isMainFrame: true })).toBe(true)
    expect(call('device', { deviceType: 'usb' })).toBe(false)
  })
})
