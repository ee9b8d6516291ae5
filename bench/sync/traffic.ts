/** Bytes of every socket that this process has opened, as the kernel was given and gave them: the same count for whoever is measured. */
import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

/** To be called before the first connection; then each call answers the bytes received and sent since the last. */
export function countTraffic(): () => number {
  const sockets: Socket[] = []
  let before = 0
  subscribe('net.client.socket', (message) => void sockets.push((message as { socket: Socket }).socket))
  return () => {
    const now = sockets.reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, 0)
    const since = now - before
    before = now
    return since
  }
}
