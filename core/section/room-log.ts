/** The log of an open section as a room of one compartment sees it. */
import type { EntryRef } from '../log/entry-set'
import type { RoomLog } from '../log/room'
import type { Compartment } from '../sealing/vault'
import type { SectionCommands } from './commands'
import type { SectionStore } from './section-store'

export function roomLogOf({ log }: SectionStore, commands: Pick<SectionCommands, 'receive'>, compartment: Compartment): RoomLog {
  /** Of `all`, which the log makes anew whenever it changed. */
  let all: ReturnType<typeof log.live> | undefined
  let ours: ReadonlyMap<string, EntryRef> = new Map()
  return {
    live() {
      if (all !== log.live()) {
        all = log.live()
        ours = new Map([...all].filter(([, entry]) => entry.compartment === compartment))
      }
      return ours
    },
    knows: (entry) => log.index.known.has(entry),
    read: log.read,
    receive: commands.receive,
  }
}
