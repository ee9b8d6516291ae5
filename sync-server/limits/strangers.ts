/**
 * Connections that have not shown yet who they are. Invariant: their number is bounded, in all and an address, and each has a
 * time limit; one too many is closed before a byte of it is read. Those that are let in no longer count.
 */
import type { Socket } from 'node:net'

export interface Strangers {
  /** Counts a new connection, or closes it. */
  arrive(socket: Socket): void
  /** It has shown who it is. */
  known(socket: Socket): void
  count(): number
}

export function watchStrangers({ most, mostAnAddress }: { most: number; mostAnAddress: number }): Strangers {
  const addresses = new Map<Socket, string>()
  const counts = new Map<string, number>()
  function forget(socket: Socket): void {
    const address = addresses.get(socket)
    if (address === undefined) return
    addresses.delete(socket)
    const left = counts.get(address)! - 1
    if (left > 0) counts.set(address, left)
    else counts.delete(address)
  }
  return {
    arrive(socket) {
      const address = socket.remoteAddress ?? ''
      const count = counts.get(address) ?? 0
      if (addresses.size >= most || count >= mostAnAddress) {
        socket.destroy()
        return
      }
      addresses.set(socket, address)
      counts.set(address, count + 1)
      socket.once('close', () => forget(socket))
    },
    known: forget,
    count: () => addresses.size,
  }
}
