/** A line between this machine's apps and the relay that carries as much towards them as it is let, and can be cut: a train, a cellar. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface NarrowWire {
  /** What is shared and joined by. */
  address: string
  /** From now on so many bytes come from the relay, then none. */
  letThrough(bytes: number): void
  /** Ends every connection; the next ones are carried like these. */
  cut(): void
  close(): Promise<void>
}

/** `port`: of the relay, on this machine. */
export async function narrowWire(port: number): Promise<NarrowWire> {
  let left = Number.POSITIVE_INFINITY
  const pairs = new Set<[Socket, Socket]>()

  function look(): void {
    for (const [, relay] of pairs) {
      if (left > 0) relay.resume()
      else relay.pause()
    }
  }

  const server = createServer((device) => {
    const relay = connect(port, '127.0.0.1')
    const pair: [Socket, Socket] = [device, relay]
    pairs.add(pair)
    device.pipe(relay)
    relay.on('data', (bytes) => {
      left -= bytes.length
      device.write(bytes)
      if (left <= 0) look()
    })
    if (left <= 0) relay.pause()
    // What was written to the device before the relay's end still goes there.
    relay.on('end', () => device.end())
    relay.on('error', () => device.destroy())
    device.on('error', () => {})
    device.on('close', () => {
      pairs.delete(pair)
      relay.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  function cut(): void {
    for (const [device, relay] of pairs) {
      device.destroy()
      relay.destroy()
    }
  }
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letThrough(bytes) {
      left = bytes
      look()
    },
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}
