/**
 * Who belongs to a section, computed from any set of statements.
 * Invariant: the same set gives the same members on every device, in whatever order it came; only what an admin said,
 * by everything that this admin knew, has an effect. Otherwise two devices would seal to different people, or a
 * removed device could write itself back in.
 *
 * The rules, for statements that do not know of each other:
 * - A removal that counts voids what the removed device said without being in the removal's past, and what was said by
 *   the power of that. A demotion voids the same, except what was said knowing of it. What an honest admin built on
 *   before hearing of the removal stays: those who were let in that way have worked here since. Honest is an admin whose
 *   statement no removal would void. Such building on never saves the removed device itself.
 * - Removals in a ring (each by someone whom another removes) all count. Where that would leave no admin, the one who
 *   was admitted first stays: nobody can give their own admission an earlier place in others' past.
 * - Of two roles for one device the lesser counts, of two minimum versions the higher, of two relays the one that is
 *   last in the history's order (history.ts).
 * - Epochs of the same number all stay; in force is one that no removed device holds, then the later hash.
 * A lone admin can neither be removed nor demoted, and an id that was once admitted can't be admitted again.
 */
import { sameBytes } from '../domain/bytes'
import type { DeviceId, SectionId, SessionId } from '../domain/ids'
import { compartments, type Compartment } from '../sealing/vault'
import { givenBy, type Given } from './given-keys'
import { headsOf, maximal } from './heads'
import { arrangeHistory, type History } from './history'
import { settleRemovals } from './removals'
import { heldBy, roles, type Role, type Statement, type StatementHash } from './statement'

export interface Member {
  device: DeviceId
  name: string
  role: Role
  /** Ed25519 and X25519 keys, 32 bytes each. */
  signing: Uint8Array
  exchange: Uint8Array
  /** By the clock of who admitted it, milliseconds since 1970. */
  since: number
  /** Itself for the founder. */
  admittedBy: DeviceId
  removedAt: number | null
  removedBy: DeviceId | null
  /** The highest sequence known of each of its sessions when it was removed or demoted; all removals taken together. */
  known: ReadonlyMap<SessionId, number>
  /** Statements by which it counts no more, or in fewer compartments; none any more that a role which holds everything was said upon. */
  endedBy: readonly StatementHash[]
}

export interface Epoch {
  compartment: Compartment
  epoch: number
  statement: StatementHash
  startedBy: DeviceId
  check: Uint8Array
  sealed: { device: DeviceId; key: Uint8Array }[]
  /** Devices that were given its key: at its beginning, when they came in later, or with that of a later epoch. */
  holders: ReadonlySet<DeviceId>
}

export interface Members {
  root: StatementHash
  /** `null` until the root is there. */
  section: SectionId | null
  devices: ReadonlyMap<DeviceId, Member>
  /** By number; the last is in force. */
  epochs: Record<Compartment, Epoch[]>
  /** Epochs that an admin began and that count for nothing: something may have been sealed under them meanwhile. */
  voided: { compartment: Compartment; epoch: number }[]
  relay: { url: string | null; relay: string } | null
  /** Lowest format of the app that may write; 0 while nobody said one. */
  minimum: number
  /** What the next statement has as parents. */
  heads: StatementHash[]
  /** Statements that count, each after those that it knew. */
  counted: Statement[]
  /** Whole, and without effect: not said by an admin, or voided. Sorted. */
  uncounted: StatementHash[]
  waiting: StatementHash[]
  missing: StatementHash[]
}

interface Grant extends Member {
  /** Place of the statement that gave the present role. */
  grant: number
}

interface View {
  devices: Map<DeviceId, Grant>
  epochs: (Epoch & { place: number })[]
  relay: Members['relay']
  minimum: number
}

const nobody = (): View => ({ devices: new Map(), epochs: [], relay: null, minimum: 0 })

const isAdmin = (member: Member | undefined): member is Grant => member !== undefined && member.removedAt === null && member.role === 'admin'
const adminsOf = (view: View) => [...view.devices.values()].filter(isAdmin)
const highest = (view: View, compartment: Compartment) => Math.max(0, ...view.epochs.filter((epoch) => epoch.compartment === compartment).map(({ epoch }) => epoch))

/** Removals and demotions: what may take an admin's power. */
const strips = ({ body }: Statement) => body.type === 'remove' || (body.type === 'role' && body.role !== 'admin')

/** Whether the author may say this, by everything that it knew. */
function isAllowed(past: View, { author, signing, body }: Statement): boolean {
  const member = past.devices.get(author)
  if (!isAdmin(member) || !sameBytes(member.signing, signing)) return false
  switch (body.type) {
    case 'found':
      return false
    case 'admit':
      return !past.devices.has(body.device)
    case 'remove':
    case 'role': {
      const target = past.devices.get(body.device)
      if (!target || target.removedAt !== null) return false
      return (body.type === 'role' && body.role === 'admin') || adminsOf(past).some(({ device }) => device !== body.device)
    }
    case 'epoch':
      // One after the other: a number out of the blue could be the last that fits.
      return body.epoch === highest(past, body.compartment) + 1
    default:
      return true
  }
}

const withKnown = (member: Grant, known: readonly { session: SessionId; sequence: number }[]) => {
  const all = new Map(member.known)
  for (const { session, sequence } of known) all.set(session, Math.max(sequence, all.get(session) ?? 0))
  return all
}

/**
 * The view with one more statement; its devices are written into, all else is made anew. `history` tells which roles
 * were given without knowing of each other; `given`, by place, the keys that a statement gives.
 */
function apply(view: View, history: History, given: readonly (readonly Given[])[], place: number): View {
  const { author, at, body, hash } = history.statements[place]!
  const { devices } = view
  switch (body.type) {
    case 'found':
    case 'admit': {
      const founds = body.type === 'found'
      const device = founds ? author : body.device
      const signing = founds ? history.statements[place]!.signing : body.signing
      // Admitted twice at the same time: the first in the history's order.
      if (devices.has(device)) return view
      const role = founds ? 'admin' : body.role
      devices.set(device, {
        device, name: body.name, role, signing, exchange: body.exchange, since: at, admittedBy: author, removedAt: null, removedBy: null, known: new Map(), endedBy: [], grant: place,
      })
      return { ...view, epochs: withHolders(view, given[place]!) }
    }
    case 'remove': {
      const target = devices.get(body.device)
      if (!target) return view
      devices.set(target.device, { ...target, known: withKnown(target, body.known), removedAt: target.removedAt ?? at, removedBy: target.removedBy ?? author, endedBy: [...target.endedBy, hash] })
      return view
    }
    case 'role': {
      const target = devices.get(body.device)
      if (!target) return view
      const ends = heldBy[body.role].length < compartments.length
      // Said without knowing of its removal: what was known of it then counts as well.
      if (target.removedAt !== null) {
        devices.set(target.device, { ...target, known: withKnown(target, body.known), endedBy: ends ? [...target.endedBy, hash] : target.endedBy })
        return view
      }
      const lesser = !history.isPast(target.grant, place) && roles.indexOf(target.role) > roles.indexOf(body.role)
      const role = lesser ? target.role : body.role
      const endedBy = ends ? [...target.endedBy, hash] : lesser ? target.endedBy : []
      devices.set(target.device, { ...target, role, known: withKnown(target, body.known), endedBy, grant: role === target.role ? target.grant : place })
      return { ...view, epochs: withHolders(view, given[place]!) }
    }
    case 'epoch': {
      const { type: _type, ...begun } = body
      const recipients = body.sealed.map(({ device }) => device)
      return { ...view, epochs: [...withHolders(view, given[place]!), { ...begun, statement: hash, startedBy: author, holders: new Set(recipients), place }] }
    }
    case 'relay':
      return { ...view, relay: { url: body.url, relay: body.relay } }
    case 'minimum':
      return { ...view, minimum: Math.max(view.minimum, body.version) }
    default:
      return view
  }
}

function withHolders({ epochs }: View, all: readonly Given[]): View['epochs'] {
  const given = all.filter(({ epochs: of }) => of.size > 0)
  if (given.length === 0) return epochs
  return epochs.map((epoch) => {
    const devices = given.flatMap(({ device, epochs: of }) => (of.has(epoch.place) && !epoch.holders.has(device) ? [device] : []))
    return devices.length > 0 ? { ...epoch, holders: new Set([...epoch.holders, ...devices]) } : epoch
  })
}

/** What is known of each statement, by place, from its past alone. */
interface Known {
  /** Places by whose power it was said; a statement that its author was not allowed has none. */
  powers: (readonly number[] | null)[]
  /** The admins before it. */
  before: ReadonlySet<DeviceId>[]
  /** The keys that it gives. */
  given: Given[][]
}

interface Folded {
  view: View
  applied: Set<number>
}

/** The view after these places (ascending, whole pasts). */
function fold(history: History, places: readonly number[], { powers, before, given }: Known): Folded {
  const { statements, isPast } = history
  const said = places.filter((place) => powers[place])
  const dropped = new Set<number>()

  const stripping = said.filter((place) => strips(statements[place]!))
  // Most remove someone who never said anything: they take nothing away.
  const authors = new Set(said.map((place) => statements[place]!.author))
  const striking = new Set(stripping.filter((place) => authors.has(targetOf(statements[place]!))))

  /** The powers behind this statement (itself among them) that the removal takes away. */
  const struck = (removal: number, place: number): number[] => {
    const { body } = statements[removal]!
    if (!striking.has(removal) || removal === place || (body.type !== 'remove' && body.type !== 'role')) return []
    return [place, ...powers[place]!].filter((power) => {
      if (power === removal || statements[power]!.author !== body.device || isPast(power, removal)) return false
      return body.type === 'remove' || (!isPast(removal, power) && !isPast(removal, place))
    })
  }
  const strikes = (removal: number, place: number) => struck(removal, place).length > 0
  const undisputed = said.filter((place) => ![...striking].some((removal) => strikes(removal, place)))
  const isBuiltOn = (power: number, removal: number) =>
    undisputed.some((place) => isPast(power, place) && !isPast(removal, place) && statements[place]!.author !== statements[power]!.author)
  const voids = (removal: number, place: number) => struck(removal, place).some((power) => !isBuiltOn(power, removal))

  for (;;) {
    const open = stripping.filter((place) => !dropped.has(place))
    const settled = settleRemovals(open.filter((place) => striking.has(place)), strikes)
    // A removal that others built on counts as well; it takes no part in settling, where it could save its author.
    const standing = new Set(open.filter((place) => settled.has(place) || ![...settled].some((removal) => voids(removal, place))))
    const strikers = [...standing].filter((place) => striking.has(place))
    const applied = new Set<number>()
    let view = nobody()
    let again = false
    for (const place of said) {
      const isStripping = strips(statements[place]!)
      if (isStripping ? !standing.has(place) : strikers.some((removal) => voids(removal, place))) continue
      if (!powers[place]!.every((power) => applied.has(power))) {
        // It must not void others either, when nothing gave its author the power.
        if (isStripping) {
          dropped.add(place)
          again = true
          break
        }
        continue
      }
      view = apply(view, history, given, place)
      applied.add(place)
      if (!isStripping || adminsOf(view).length > 0) continue
      const rivals = [...applied].filter((other) => strips(statements[other]!) && !isPast(other, place) && before[place]!.has(targetOf(statements[other]!)))
      // All who were admins by what this removal knew: they are gone by it and by those that it did not know of.
      const eldest = [...view.devices.keys()].find((device) => rivals.some((rival) => targetOf(statements[rival]!) === device))
      for (const rival of rivals) if (targetOf(statements[rival]!) === eldest) dropped.add(rival)
      if (eldest === undefined) dropped.add(place)
      again = true
      break
    }
    if (!again) return { view, applied }
  }
}

function targetOf({ body }: Statement): DeviceId {
  if (body.type !== 'remove' && body.type !== 'role') throw new TypeError('not a removal')
  return body.device
}

/** What was made of statements by their pasts alone. */
interface Pasts {
  statements: readonly Statement[]
  known: Known
  /** The members after each, as its author knew them. */
  after: View[]
  /** Those after several places, by these. */
  merged: Map<string, View>
}

/** The members of the section whose founding statement has this hash. Anything else in `all` changes nothing. */
export const computeMembers = (all: Iterable<Statement>, root: StatementHash): Members => createComputing()(all, root)

/**
 * Computes members as `computeMembers` does, of sets that mostly grow. What comes behind another in the history's order
 * changes nothing of what that one's author knew: it is kept from one time to the next, up to where the orders part.
 */
export function createComputing(): typeof computeMembers {
  let pasts: Pasts = { statements: [], known: { powers: [], before: [], given: [] }, after: [], merged: new Map() }
  return (all, root) => {
    const history = arrangeHistory(all, root)
    const { statements } = history
    const parting = pasts.statements.findIndex(({ hash }, place) => statements[place]?.hash !== hash)
    if (parting >= 0) letGo(pasts, parting)
    pasts = { ...pasts, statements }
    lookBack(history, pasts)
    return summed(history, root, pasts.known)
  }
}

/** Forgets all from this place on. */
function letGo({ known, after, merged }: Pasts, place: number): void {
  after.length = known.powers.length = known.before.length = known.given.length = place
  for (const name of merged.keys()) if (name.split(',').some((end) => Number(end) >= place)) merged.delete(name)
}

/** Tells of each statement what its past alone makes of it. */
function lookBack(history: History, { known, after, merged }: Pasts): void {
  const { statements, parents, isPast } = history
  const { powers, before, given } = known
  /** By device: the statements (by place) that gave it keys. */
  const givers = new Map<DeviceId, number[]>()
  const noteGiver = (place: number) => {
    if (powers[place]) for (const { device } of given[place]!) givers.set(device, [...(givers.get(device) ?? []), place])
  }

  /** After these places and all of their past. */
  const viewOf = (heads: readonly number[]): View => {
    const ends = maximal(history, heads)
    if (ends.length === 1) return after[ends[0]!]!
    const name = ends.join()
    let view = merged.get(name)
    if (!view) {
      const places = [...statements.keys()].filter((place) => ends.some((end) => end === place || isPast(place, end)))
      merged.set(name, (view = fold(history, places, known).view))
    }
    return view
  }

  for (const place of after.keys()) noteGiver(place)
  for (let place = after.length; place < statements.length; place++) {
    const statement = statements[place]!
    const past = place === 0 ? nobody() : viewOf(parents[place]!)
    const allowed = place === 0 || isAllowed(past, statement)
    const held = new Set((givers.get(statement.author) ?? []).flatMap((giver) => (isPast(giver, place) ? given[giver]!.flatMap(({ device, epochs }) => (device === statement.author ? [...epochs] : [])) : [])))
    given[place] = givenBy(statements, held, place)
    before[place] = new Set(adminsOf(past).map(({ device }) => device))
    const grant = past.devices.get(statement.author)?.grant
    powers[place] = allowed ? (grant === undefined ? [] : [grant, ...powers[grant]!]) : null
    noteGiver(place)
    // It knew everything that came before it: nothing there is voided by it, and nothing there voids it.
    after[place] = allowed ? apply({ ...past, devices: new Map(past.devices) }, history, given, place) : past
  }
}

function summed(history: History, root: StatementHash, known: Known): Members {
  const { statements } = history
  const { powers, given } = known
  const { view, applied } = fold(history, [...statements.keys()], known)
  const voided = [...statements.keys()].filter((place) => !applied.has(place) && (powers[place] || isAdmin(view.devices.get(statements[place]!.author))))
  for (const place of voided) {
    const { body } = statements[place]!
    // Keys that were given without effect, but given: nothing may be sealed under them any more.
    if ((body.type === 'admit' || body.type === 'role') && body.keys.length > 0) view.epochs = withHolders(view, given[place]!)
  }
  const counted = [...applied].sort((one, other) => one - other)
  return {
    root,
    section: statements[0]?.section ?? null,
    devices: new Map([...view.devices].map(([device, { grant: _grant, ...member }]) => [device, member])),
    epochs: Object.fromEntries(compartments.map((compartment) => [compartment, epochsOf(view, compartment)])) as Members['epochs'],
    voided: voided.flatMap((place) => begunBy(statements[place]!)),
    relay: view.relay,
    minimum: view.minimum,
    heads: headsOf(history, counted, voided.filter((place) => powers[place])).map((place) => statements[place]!.hash).sort(),
    counted: counted.map((place) => statements[place]!),
    uncounted: statements.filter((_statement, place) => !applied.has(place)).map(({ hash }) => hash).sort(),
    waiting: history.waiting,
    missing: history.missing,
  }
}

const begunBy = ({ body }: Statement) => (body.type === 'epoch' ? [{ compartment: body.compartment, epoch: body.epoch }] : [])

function epochsOf(view: View, compartment: Compartment): Epoch[] {
  const isClean = ({ holders }: Epoch) => [...holders].every((device) => mayHold(view.devices.get(device), compartment))
  return view.epochs
    .filter((epoch) => epoch.compartment === compartment)
    .sort((one, other) => one.epoch - other.epoch || Number(isClean(one)) - Number(isClean(other)) || (one.statement < other.statement ? -1 : 1))
    .map(({ place: _place, ...epoch }) => epoch)
}

/** Whether a device belongs to the section and its role holds the compartment's key. */
export const mayHold = (member: Member | undefined, compartment: Compartment): boolean =>
  member !== undefined && member.removedAt === null && heldBy[member.role].includes(compartment)
