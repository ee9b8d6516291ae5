/**
 * An open section's link to its relay: keeps the rooms in step, says how far they are, who is there and what they have seen.
 * Invariant: it only ever adds to what the section's own log does: with no relay, or a hostile one, the section works on.
 */
import type { DeviceId, PersonId } from '#core/domain/ids'
import type { Host, HostTopics } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import type { Arrived } from '#core/log/room-messages'
import { roomsToMeetIn } from '#core/section/membership'
import type { AppVersion } from '#core/section/receipts'
import { recordKinds } from '#core/section/shards'
import type { OpenSection } from '../open-section'
import { hostRelay } from '../relay/host-relay'
import { createRelayClient, type RelayClient } from '../relay/relay-client'
import type { SharingStatus } from '../sharing-api'
import { createChanges, type Changes } from '../signal'
import { createGuard, type IncomingGuard } from './guard'
import { openPresence, sealPresence } from './presence'
import { readKept, relayInUse, standingOf, writeKept } from './relay-in-use'
import { openRooms, type SectionRooms } from './rooms'
import { createSeen, type Seen } from './seen'
import { isAdminHere, keepUp, repack, retireUsedSheet, sheetState } from './upkeep'

export interface SectionLink {
  status(): SharingStatus
  changes: Changes
  client: RelayClient
  /** Id of the relay in use, from the beginning to the end of this link. */
  relay: string
  seen: Seen
  guard: IncomingGuard
  /** Devices that are connected now, with the person whose sheet is open there. */
  present(): ReadonlyMap<DeviceId, PersonId | null>
  attend(person: PersonId | null): void
  pause(on: boolean): void
  retry(): void
  /** Entries in the rooms that are none: see `Room.forged`. */
  forged(): number
  /** Keys were renewed: what lies under the earlier ones is packed anew. */
  rotated(): void
  /** For the next run: what the rooms hold, and how far this device was. */
  save(): Promise<void>
  close(): Promise<void>
}

/** Ms after which news that came are acknowledged, and how much earlier than now the receipt is dated: what is still under way must not count as seen. */
const acknowledgeAfter = 10_000
const underWay = 5_000
/** Ms after a change until what the rooms hold is kept for the next run. */
const saveAfter = 5_000
/** Ms until upkeep that failed is tried again. */
const upkeepAgain = 30_000

/** Ms that a relay which the section has left may be silent until it is left without a last exchange. */
const farewell = 30_000

/** `null` while the section is shared by no relay. `onLeft`: this link is done, another one goes to the relay that the section names now. */
export async function openLink(
  section: OpenSection,
  { host, app, makePoint, onLeft }: { host: RpcClient<Host, HostTopics>; app: AppVersion; makePoint(): Promise<void>; onLeft(): void },
): Promise<SectionLink | null> {
  const { store, commands, vault } = section
  const named = () => store.membership.members()?.relay
  const kept = await readKept(store)
  const first = relayInUse(named(), kept.at)
  if (!first) return null
  let at = first
  const changes = createChanges(50)
  // An address that this version can't go to, or not any more: it is offline, and the section works on.
  await host.call('relayUse', at.url).catch(() => {})
  const relay = hostRelay(host)
  const client = createRelayClient(relay.ask, vault.secrets, at.relay)
  let rooms: SectionRooms | null = null
  let { lastInStep, whole, paused } = kept
  let attended: PersonId | null = null
  let news = false
  let closed = false
  let leaving: Promise<void> | undefined
  let leavesAt: ReturnType<typeof setTimeout> | undefined
  let acknowledging: ReturnType<typeof setTimeout> | undefined
  let upkeepTimer: ReturnType<typeof setTimeout> | undefined
  let upkeep: Promise<void> = Promise.resolve()
  let repacking = false
  let saving: ReturnType<typeof setTimeout> | undefined
  let wasInStep = false
  const presentNow = new Map<DeviceId, PersonId | null>()
  const seen = createSeen({ store, people: () => rooms?.room('people'), now: client.now, sentBy: kept.sentBy })

  const guard = createGuard({
    section, makePoint,
    onChange: () => changes.changed(),
    async again() {
      rooms?.room('people')?.changed()
      await rooms?.room('people')?.quiet()
    },
  })

  const own = () => store.membership.members()?.devices.get(store.device)
  const minimum = () => store.membership.members()?.minimum ?? 0
  const isOutdated = () => minimum() > app.format
  const standing = () => {
    const member = own()
    if (!member) return 'stranger'
    // One that was removed may never be given the statement that says so: its relay does.
    const state = rooms?.state()
    return member.removedAt !== null || (state?.state === 'refused' && state.why === 'removed') ? 'removed' : member.role
  }
  const isMember = () => own()?.removedAt === null

  const wanted = () => roomsToMeetIn(store.membership, store.device, app.format)

  /** Nobody is told who would not get what is written. */
  const hasToldVersion = () => {
    const told = store.receipts().get(store.device)?.app
    return wanted().length === 0 || (told?.version === app.version && told.format === app.format)
  }

  const inStep = () => rooms !== null && !paused && isMember() && rooms.state().state === 'in-step'

  function look(): void {
    if (closed || !rooms) return
    if (inStep()) {
      lastInStep = Date.now()
      if (!wasInStep) {
        wasInStep = true
        sayPresence()
        runUpkeep()
      }
      if (!whole && rooms.pending() === 0 && rooms.coming() === 0) {
        whole = true
        runUpkeep()
      }
      seen.look()
      if (news || !hasToldVersion()) acknowledging ??= setTimeout(() => void acknowledge(), acknowledgeAfter)
    } else wasInStep = false
    lookAhead()
    saving ??= setTimeout(() => void save(), saveAfter)
    changes.changed()
  }

  /** The section may have moved: this relay is left once there is nothing more to do at it. */
  function lookAhead(): void {
    const standing = standingOf(named(), at)
    if (standing === 'settled' && at.insteadOf) at = { url: at.url, relay: at.relay }
    if (standing !== 'leaving' || leaving || paused) return
    if (inStep() && rooms!.room('membership')!.pending() === 0) leaving = leave()
    else
      leavesAt ??= setTimeout(() => {
        leavesAt = undefined
        if (!paused) leaving ??= leave()
      }, farewell)
  }

  async function leave(): Promise<void> {
    if (inStep()) for (const compartment of ['membership', ...wanted()] as const) await rooms!.room(compartment)?.quiet()
    const next = named()
    if (closed || !next?.url) return
    at = { url: next.url, relay: next.relay }
    await save()
    onLeft()
  }

  async function acknowledge(): Promise<void> {
    acknowledging = undefined
    const now = client.now()
    if (closed || now === null || !inStep()) return
    for (const compartment of wanted()) await rooms?.room(compartment)?.quiet()
    if (closed || !inStep()) return
    news = false
    await commands.whenQuiet(() => store.acknowledge(now - underWay, app)).catch(() => {})
  }

  function runUpkeep(): void {
    clearTimeout(upkeepTimer)
    upkeep = upkeep.then(async () => {
      if (closed || !inStep()) return
      if (await keepUp(section, client)) void packAnew()
      if (!whole) return
      // What has come is taken in.
      for (const compartment of ['membership', ...wanted()] as const) await rooms?.room(compartment)?.quiet()
      if (!closed && inStep() && (await retireUsedSheet(section))) void packAnew()
    }).catch(() => {
      if (!closed) upkeepTimer = setTimeout(runUpkeep, upkeepAgain)
    })
  }

  function receiving(): { people: number; arrived?: Arrived } {
    const arrived = rooms!.arrived()
    return { people: store.people.size(), ...(arrived ? { arrived } : {}) }
  }

  async function save(): Promise<void> {
    clearTimeout(saving)
    saving = undefined
    if (closed) return
    const { skeletons, arrived } = rooms!.kept()
    // Of one relay's bytes another one tells nothing.
    await writeKept(store, { rooms: skeletons, arrived: at.relay === first!.relay ? arrived : {}, sentBy: seen.sentBy(), lastInStep, whole, paused, at })
  }

  async function packAnew(): Promise<void> {
    if (repacking) return
    repacking = true
    await repack(section, () => !closed).catch(() => {})
    repacking = false
  }

  let said = 0

  function sayPresence(): void {
    const mine = ++said
    const compartment = store.membership.holds('people') ? 'people' : 'commons'
    void sealPresence(vault.secrets, compartment, { device: store.device, person: attended }).then((state) => {
      // Sealing takes a moment: what is said last must be what stays.
      if (!closed && mine === said) rooms?.awareness(compartment)?.setLocalState(state as unknown as Record<string, unknown>)
    })
  }

  const listened = new WeakSet<object>()
  /** Connections come and go; each has an awareness of its own. */
  function listenToPresence(): void {
    for (const compartment of ['people', 'commons'] as const) {
      const awareness = rooms?.awareness(compartment)
      if (!awareness || listened.has(awareness)) continue
      listened.add(awareness)
      awareness.setLocalState(null)
      awareness.on('change', () => void readPresence())
      if (inStep()) sayPresence()
    }
  }

  async function readPresence(): Promise<void> {
    const found = new Map<DeviceId, PersonId | null>()
    for (const compartment of ['commons', 'people'] as const) {
      for (const state of rooms?.awareness(compartment)?.getStates().values() ?? []) {
        const presence = await openPresence(vault.secrets, compartment, state)
        if (presence && presence.device !== store.device) found.set(presence.device, presence.person)
      }
    }
    presentNow.clear()
    for (const [device, person] of found) presentNow.set(device, person)
    if (!closed) changes.changed()
  }

  rooms = await openRooms({
    section, client, relay, kept: { skeletons: kept.rooms, arrived: kept.arrived }, wanted, receivePeople: guard.receive,
    onChange: () => {
      listenToPresence()
      look()
    },
    onReceived(records) {
      news ||= records.some(({ kind }) => kind !== recordKinds.receipt)
      seen.received(records)
    },
  })
  if (paused) rooms.pause(true)
  const stopWatching = section.watch({
    people: (after) => seen.edited(after.map(({ id }) => id)),
    appended: () => rooms?.changed(),
    members() {
      void rooms?.follow().then(look)
      runUpkeep()
      changes.changed()
    },
  })
  // A rotation that was cut short, and what a restored section brought along.
  if (isAdminHere(section)) void packAnew()
  look()

  return {
    changes, client, seen, guard, relay: first.relay,
    status() {
      const state = rooms!.state()
      const outdated = isOutdated()
      // Nothing is sent to it: whoever administers the section says whether it is the section's.
      const another = state.state === 'offline' && client.metAnother()
      const refusal = outdated ? 'outdated' : another ? 'another-relay' : state.state === 'refused' ? state.why : undefined
      const underWay = standingOf(named(), at)
      return {
        state: 'shared', standing: standing(), relay: at.url,
        connection: paused ? 'paused' : outdated || another ? 'refused' : state.state,
        ...(underWay === 'settled' ? {} : { named: { url: named()!.url!, why: underWay } }),
        ...(refusal ? { refusal } : {}),
        ...(whole || ['removed', 'stranger'].includes(standing()) || own()!.admittedBy === store.device ? {} : { receiving: receiving() }),
        ...(guard.held().length > 0 ? { held: { people: guard.held().length, of: store.people.size() } } : {}),
        ...(sheetState(section) ? { sheet: sheetState(section)! } : {}),
        format: { own: app.format, minimum: minimum() },
        pending: rooms!.pending(), lastInStep, ...seen.overall(),
      }
    },
    present: () => presentNow,
    attend(person) {
      attended = person
      if (inStep()) sayPresence()
    },
    pause(on) {
      paused = on
      rooms!.pause(on)
      look()
    },
    retry: () => rooms!.retry(),
    forged: () => (['people', 'commons', 'membership'] as const).reduce((sum, compartment) => sum + (rooms!.room(compartment)?.forged() ?? 0), 0),
    rotated: () => void packAnew(),
    save,
    async close() {
      if (closed) return
      closed = true
      clearTimeout(acknowledging)
      clearTimeout(saving)
      clearTimeout(upkeepTimer)
      clearTimeout(leavesAt)
      stopWatching()
      rooms!.close()
      await host.call('relayUse', null).catch(() => {})
    },
  }
}
