/** `@y/websocket-server` as its own `server.js` starts it, but on a free port, which it says. In memory only: its default. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'

const sockets = new WebSocketServer({ noServer: true })
sockets.on('connection', setupWSConnection)
const server = createServer((_request, response) => void response.end('okay'))
server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request)))
server.listen(0, '127.0.0.1', () => console.log(`Ready: http://127.0.0.1:${(server.address() as AddressInfo).port}`))
