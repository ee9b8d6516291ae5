/** What requests and sockets are answered with: the parts of one running relay. */
import type { Gate } from '../auth/authenticate.js'
import type { DeviceNews } from '../auth/registry.js'
import type { FanOut } from '../fan-out/fan-out.js'
import type { SealedFiles } from '../files/sealed-files.js'
import type { Rate } from '../limits/rate.js'
import type { Log } from '../log.js'
import type { Metrics } from '../metrics.js'
import type { Options } from '../options.js'
import type { RoomNews, Rooms } from '../rooms/rooms.js'
import type { Usage } from '../rooms/usage.js'
import type { Commits } from '../store/commits.js'
import type { Store } from '../store/store.js'

export interface Context extends Gate {
  options: Options
  /** SHA-256 of the opening code. */
  openingHash: Uint8Array
  store: Store
  commits: Commits
  usage: Usage
  files: SealedFiles
  rooms: Rooms
  roomNews: FanOut<RoomNews>
  /** By section. */
  deviceNews: FanOut<DeviceNews>
  /** By section and invitation: something has been left there. */
  invitationNews: FanOut<null>
  /** By address. */
  requests: Rate
  /** On sockets, by device. */
  messages: Rate
  metrics: Metrics
  /** Connections now, as metrics tell them. */
  connected: { sockets(): number; strangers(): number }
  log: Log
}
