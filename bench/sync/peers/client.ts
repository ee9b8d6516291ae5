/** A stock y-websocket client in a process of its own: a plain `Y.Map` of `Y.Map`, nothing sealed, nothing on a disk. */
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { answer } from '../../../tests/sync/node-process'
import { benchPeople } from '../../people'
import { monotonic, type DeviceCalls } from '../calls'
import { countTraffic } from '../traffic'
import { plainPeople } from './plain'

let doc: Y.Doc
let provider: WebsocketProvider
const traffic = countTraffic()

const people = () => doc.getMap<Y.Map<unknown>>('people')
const city = (id: string) => people().get(id)?.get('city')

function connect(address: string): void {
  provider = new WebsocketProvider(address.replace('http', 'ws'), 'people', doc, { disableBc: true, WebSocketPolyfill: WebSocket as never })
}

/** Resolves once `what` holds; asked after each transaction and each turn of the connection. */
function until(what: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!what()) return
      doc.off('afterTransaction', look)
      provider.off('sync', look)
      resolve()
    }
    doc.on('afterTransaction', look)
    provider.on('sync', look)
    look()
  })
}

/** The server has handled all that was sent before. */
async function answered(): Promise<void> {
  const socket = provider.ws as unknown as WebSocket
  const pong = new Promise((resolve) => socket.once('pong', resolve))
  socket.ping()
  await pong
}

answer<DeviceCalls>({
  async fill(address, count) {
    doc = new Y.Doc()
    connect(address)
    await until(() => provider.synced)
    const all = benchPeople(count)
    for (let at = 0; at < all.length; at += 1000) {
      plainPeople(doc, all.slice(at, at + 1000))
      await answered()
    }
  },
  async firstSync(address, count) {
    traffic()
    const began = performance.now()
    doc = new Y.Doc()
    connect(address)
    await until(() => provider.synced && people().size === count)
    return { ms: performance.now() - began, bytes: traffic() }
  },
  ids: (count) => [...people().keys()].slice(0, count),
  edit(id, value) {
    const at = monotonic()
    people().get(id)!.set('city', value)
    return at
  },
  stored: answered,
  async seen(values) {
    await until(() => values.every(([id, value]) => city(id) === value))
    return monotonic()
  },
  disconnect: () => provider.disconnect(),
  async reconnect(values) {
    traffic()
    const began = performance.now()
    provider.connect()
    await until(() => provider.synced && values.every(([id, value]) => city(id) === value))
    return { ms: performance.now() - began, bytes: traffic() }
  },
  ready: () => {},
  close: () => provider.destroy(),
})
