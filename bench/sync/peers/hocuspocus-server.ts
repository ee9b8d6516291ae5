/** hocuspocus with nothing added, on a free port, which it says. In memory only: its default. */
import type { AddressInfo } from 'node:net'
import { Server } from '@hocuspocus/server'

const server = new Server({ port: 0, address: '127.0.0.1', quiet: true })
await server.listen()
console.log(`Ready: http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}`)
