import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { RpcPort } from '#core/ports/rpc'
import { enginePorts } from './engine-port'

function port() {
  return Object.assign(new EventEmitter(), { posted: [] as unknown[], closed: false, postMessage(message: unknown) { this.posted.push(message) }, start() {}, close() { this.closed = true } })
}

describe('the port of an engine', () => {
  it('reaches the window that asked, carries calls both ways, and is closed when the next one comes', () => {
    const made: ReturnType<typeof port>[] = []
    const served: RpcPort[] = []
    const open = enginePorts(
      () => {
        made.push(port(), port())
        return { port1: made.at(-2), port2: made.at(-1) } as never
      },
      (each) => served.push(each),
    )
    const sent: unknown[][] = []
    const contents = { postMessage: (...args: unknown[]) => void sent.push(args) }
    open(contents)
    expect(sent).toEqual([['engine-port', null, [made[1]]]])
    const heard: unknown[] = []
    served[0]!.listen((message) => heard.push(message))
    made[0]!.emit('message', { data: 'a call' })
    served[0]!.post('an answer')
    expect(heard).toEqual(['a call'])
    expect(made[0]!.posted).toEqual(['an answer'])
    expect(made[0]!.closed).toBe(false)
    open(contents)
    expect(made.map(({ closed }) => closed)).toEqual([true, false, false, false])
  })
})
