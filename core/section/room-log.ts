/** The log of an open section as a room of one compartment sees it. */
import type { RoomLog } from '../log/room'
import type { Compartment } from '../sealing/vault'
import type { SectionCommands } from './commands'
import type { SectionStore } from './section-store'

export const roomLogOf = ({ log }: SectionStore, commands: Pick<SectionCommands, 'receive'>, compartment: Compartment): RoomLog => ({
  live: () => log.live(compartment),
  knows: (entry) => log.index.known.has(entry),
  hasLetGo: (entry) => log.index.letGo.has(entry),
  read: log.read,
  receive: commands.receive,
})
