/**
 * A message port between the engine and the main process for each window that loads. Invariant: the one before is closed,
 * so that an engine which a reload has left behind can't go on writing.
 */
import type { MessagePortMain, WebContents } from 'electron'
import type { RpcPort } from '#core/ports/rpc'

interface Channel {
  port1: MessagePortMain
  port2: MessagePortMain
}

export function enginePorts(makeChannel: () => Channel, serve: (port: RpcPort) => void): (contents: Pick<WebContents, 'postMessage'>) => void {
  let current: MessagePortMain | null = null
  return (contents) => {
    current?.close()
    const { port1, port2 } = makeChannel()
    current = port1
    serve({
      // An engine that has gone is answered into nothing.
      post: (message) => port1.postMessage(message),
      listen: (listener) => {
        port1.on('message', ({ data }) => listener(data))
        port1.start()
      },
    })
    contents.postMessage('engine-port', null, [port2])
  }
}
