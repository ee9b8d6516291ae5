import type { WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { BridgeAnswer } from '#core/ports/bridge'
import { PortError } from '#core/ports/errors'
import { channel, openChannels } from './ipc'

const page = 'app://permanence/index.html'

function window(url = page) {
  const mainFrame = { url }
  return { mainFrame } as unknown as WebContents
}

function open(ours: WebContents) {
  const ran: unknown[] = []
  const handlers = new Map<string, (event: object, ...args: unknown[]) => Promise<BridgeAnswer>>()
  openChannels({ handle: (name: string, handler: never) => void handlers.set(name, handler) }, (contents) => contents === ours, [
    channel('double', [z.number()], ([number]) => {
      ran.push(number)
      return number * 2
    }),
    channel('fail', [], () => {
      throw new PortError('disk-full')
    }),
    channel('break', [], () => {
      throw new Error('Cannot read /home/marie.dupont/liste.csv')
    }),
  ])
  return { ran, call: (name: string, event: object, ...args: unknown[]) => handlers.get(name)!(event, ...args) }
}

describe('a channel', () => {
  const ours = window()
  const trusted = { sender: ours, senderFrame: ours.mainFrame }

  it('answers the page of our window', async () => {
    expect(await open(ours).call('double', trusted, 21)).toEqual({ ok: true, value: 42 })
  })

  it.each([
    ['another window', () => ({ sender: window(), senderFrame: ours.mainFrame })],
    ['a frame inside our page', () => ({ sender: ours, senderFrame: { url: page } })],
    ['a frame that has gone', () => ({ sender: ours, senderFrame: null })],
    ['our window when it shows something else', () => {
      const elsewhere = window('https://example.org/')
      return { sender: elsewhere, senderFrame: elsewhere.mainFrame, ours: elsewhere }
    }],
  ])('refuses %s, and runs nothing for it', async (_, make) => {
    const event = make() as { sender: WebContents; ours?: WebContents }
    const channels = open(event.ours ?? ours)
    expect(await channels.call('double', event, 21)).toEqual({ ok: false, code: 'unexpected', detail: 'unexpected: sender refused' })
    expect(channels.ran).toEqual([])
  })

  it('refuses arguments that do not fit', async () => {
    const channels = open(ours)
    for (const args of [['21'], [], [21, 22], [{ valueOf: () => 1 }]]) {
      expect(await channels.call('double', trusted, ...args)).toMatchObject({ ok: false, code: 'unexpected' })
    }
    expect(channels.ran).toEqual([])
  })

  it('gives an error its code, and never a message that may hold a name', async () => {
    const channels = open(ours)
    expect(await channels.call('fail', trusted)).toEqual({ ok: false, code: 'disk-full', detail: 'disk-full' })
    expect(await channels.call('break', trusted)).toEqual({ ok: false, code: 'unexpected', detail: '' })
  })
})
