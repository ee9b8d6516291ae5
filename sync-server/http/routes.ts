/**
 * The paths that exist. Invariant: a request's target is compared as it was sent, letter by letter, and what is not exactly one
 * of these is nothing: there is no decoding, no `..`, no empty part, and no name reaches the disk that is not of this form.
 */
import { compartments, type RoomName } from '../rooms/keys.js'

export type Route =
  | { name: 'relay' | 'health' | 'metrics' | 'sections' }
  | { name: 'room'; section: string; compartment: RoomName['compartment'] }
  | { name: 'devices'; section: string }
  | { name: 'device'; section: string; device: string }
  | { name: 'invitation'; section: string; invitation: string }
  | { name: 'messages'; section: string; invitation: string; after: number }
  | { name: 'files'; section: string; after: string }
  | { name: 'file'; section: string; hash: string }

const id = '([A-Za-z0-9_-]{22})'
const hash = '([A-Za-z0-9_-]{43})'

const table: { methods: string[]; pattern: RegExp; route: (...parts: string[]) => Route }[] = [
  { methods: ['GET'], pattern: /^\/relay$/, route: () => ({ name: 'relay' }) },
  { methods: ['GET'], pattern: /^\/health$/, route: () => ({ name: 'health' }) },
  { methods: ['GET'], pattern: /^\/metrics$/, route: () => ({ name: 'metrics' }) },
  { methods: ['POST'], pattern: /^\/sections$/, route: () => ({ name: 'sections' }) },
  {
    methods: ['GET'],
    pattern: new RegExp(`^/rooms/${id}/(${compartments.join('|')})$`),
    route: (section, compartment) => ({ name: 'room', section: section!, compartment: compartment as RoomName['compartment'] }),
  },
  { methods: ['GET'], pattern: new RegExp(`^/sections/${id}/devices$`), route: (section) => ({ name: 'devices', section: section! }) },
  { methods: ['PUT', 'DELETE'], pattern: new RegExp(`^/sections/${id}/devices/${id}$`), route: (section, device) => ({ name: 'device', section: section!, device: device! }) },
  {
    methods: ['PUT', 'DELETE'],
    pattern: new RegExp(`^/sections/${id}/invitations/${id}$`),
    route: (section, invitation) => ({ name: 'invitation', section: section!, invitation: invitation! }),
  },
  {
    methods: ['POST'],
    pattern: new RegExp(`^/sections/${id}/invitations/${id}/messages$`),
    route: (section, invitation) => ({ name: 'messages', section: section!, invitation: invitation!, after: 0 }),
  },
  {
    methods: ['GET'],
    pattern: new RegExp(`^/sections/${id}/invitations/${id}/messages(?:\\?after=([0-9]{1,3}))?$`),
    route: (section, invitation, after) => ({ name: 'messages', section: section!, invitation: invitation!, after: Number(after ?? 0) }),
  },
  { methods: ['GET'], pattern: new RegExp(`^/sections/${id}/files(?:\\?after=${hash})?$`), route: (section, after) => ({ name: 'files', section: section!, after: after ?? '' }) },
  { methods: ['HEAD', 'GET', 'PATCH'], pattern: new RegExp(`^/sections/${id}/files/${hash}$`), route: (section, name) => ({ name: 'file', section: section!, hash: name! }) },
]

/** `null`: nothing of that name, or not by that method. */
export function routeOf(method: string, target: string): Route | null {
  if (target.length > 200) return null
  for (const { methods, pattern, route } of table) {
    const found = methods.includes(method) && pattern.exec(target)
    if (found) return route(...found.slice(1))
  }
  return null
}
