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

  it('let the app have the camera, but neither microphone nor screen, and no frame and no other page anything', () => {
    expect(isGranted('media', page, true, ['video'])).toBe(true)
    for (const media of [['audio'], ['video', 'audio'], ['unknown'], [undefined], []]) expect(isGranted('media', page, true, media)).toBe(false)
    expect(isGranted('media', page, false, ['video'])).toBe(false)
    expect(isGranted('media', 'https://example.org/', true, ['video'])).toBe(false)
    expect(isGranted('geolocation', page, true, ['video'])).toBe(false)
  })

  it('leave the last word on the camera to the system', async () => {
    const asked: string[] = []
    const answerOf = (askSystem: () => Promise<boolean>, mediaTypes: string[]) =>
      new Promise((resolve) => {
        const nothing = () => {}
        const request = (handler: unknown) => (handler as (...args: unknown[]) => void)(null, 'media', resolve, { requestingUrl: page, isMainFrame: true, mediaTypes })
        guardPermissions({ setPermissionRequestHandler: request, setPermissionCheckHandler: nothing, setDevicePermissionHandler: nothing, setDisplayMediaRequestHandler: nothing }, () => (asked.push('camera'), askSystem()))
      })
    expect(await answerOf(() => Promise.resolve(true), ['video'])).toBe(true)
    expect(await answerOf(() => Promise.resolve(false), ['video'])).toBe(false)
    expect(await answerOf(() => Promise.reject(new Error('no such system')), ['video'])).toBe(false)
    expect(await answerOf(() => Promise.resolve(true), ['audio'])).toBe(false)
    expect(asked).toHaveLength(3)
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
    expect(call('check', null, 'media', page, { requestingUrl: page, isMainFrame: true, mediaType: 'audio' })).toBe(false)
    expect(call('check', null, 'media', page, { requestingUrl: page, isMainFrame: true, mediaType: 'video' })).toBe(true)
    expect(call('check', null, 'clipboard-sanitized-write', page, { requestingUrl: page, isMainFrame: true })).toBe(true)
    expect(call('device', { deviceType: 'usb' })).toBe(false)
  })
})
