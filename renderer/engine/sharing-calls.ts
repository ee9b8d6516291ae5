/**
 * Answers what screens ask of a shared section. Follows the section that is open: with its relay's link, once all of it is
 * in memory, and no longer than it is open. What a section that nobody shares does not need is loaded when first needed.
 */
import type { DeviceId } from '#core/domain/ids'
import type { Host, HostTopics } from '#core/ports/host'
import { PortError } from '#core/ports/errors'
import type { Handlers, RpcClient, TopicSources } from '#core/ports/rpc'
import type { Statement } from '#core/membership/statement'
import { appFormat } from './app-format'
import type { Lifecycle } from './lifecycle'
import type { FileExchange } from './library/file-exchange'
import type { OpenSection } from './open-section'
import type { Invitations } from './sharing/invitations'
import type { Joining } from './sharing/joining'
import type { SectionLink } from './sharing/link'
import type { SectionDevice, SharingCalls, SharingStatus, SharingTopics } from './sharing-api'
import { createChanges } from './signal'

interface Linked {
  section: OpenSection
  link: SectionLink
  invitations: Invitations
  exchange: FileExchange
}

/** Ms that screens wait for news of the rooms: they change with each entry. */
const burst = 100

/** `version` of this app, once it is known. */
export function createSharing(lifecycle: Lifecycle, host: RpcClient<Host, HostTopics>, version: () => string = () => ''): { calls: Handlers<SharingCalls>; topics: TopicSources<SharingTopics> } {
  const changes = createChanges(burst)
  const app = () => ({ version: version(), format: appFormat })
  let linked: Linked | null = null
  let following: OpenSection | null = null
  /** The section of which it is known whether it is shared: until then nothing is said, and no one is told to be alone who is not. */
  let known: OpenSection | null = null
  let stopWatching = () => {}
  let work: Promise<void> = Promise.resolve()
  let relinking = 0
  /** Ends when the link that is being made is there, or is undone because its section is being left. */
  let linking: Promise<unknown> = Promise.resolve()
  let joining: Promise<Joining> | undefined
  const joiningChanges = createChanges(0)

  const loadJoining = () =>
    (joining ??= import('./sharing/joining').then(({ createJoining }) => {
      const made = createJoining(lifecycle, host)
      made.changes.listen(joiningChanges.changed)
      return made
    }))

  /** One after the other: a section may be left while its link is being made. */
  function inTurn<Value>(what: () => Promise<Value>): Promise<Value> {
    const done = work.then(what, what)
    work = done.then(
      () => {},
      () => {},
    )
    return done
  }

  async function unlink(): Promise<void> {
    const before = linked
    linked = null
    before?.invitations.close()
    before?.exchange.close()
    before?.section.files.attach(null)
    await before?.link.close()
    changes.changed()
  }

  function linkUp(section: OpenSection): Promise<void> {
    const made = linkUpNow(section)
    linking = made.catch(() => {})
    return made
  }

  async function linkUpNow(section: OpenSection): Promise<void> {
    if (following !== section || linked) return
    const [{ openLink }, { openInvitations }, { createFileExchange }] = await Promise.all([import('./sharing/link'), import('./sharing/invitations'), import('./library/file-exchange')])
    const link = await openLink(section, { host, app: app(), makePoint: () => lifecycle.makePoint('incoming'), onLeft: () => void relink(section, async () => {}).catch(() => {}) })
    if (!link) return
    const invitations = await openInvitations(section, link)
    const exchange = createFileExchange({ files: section.files, store: section.store, client: link.client, relay: link.relay, isInStep: () => { const status = link.status(); return status.state === 'shared' && status.connection === 'in-step' } })
    linked = { section, link, invitations, exchange }
    link.changes.listen(exchange.look)
    section.files.attach(exchange)
    link.changes.listen(changes.changed)
    invitations.changes.listen(changes.changed)
    if (following !== section) await unlink()
  }

  /** Lets go of the link while `work` uses the one way out, then links anew. Meanwhile screens show what they last heard. */
  function relink<Value>(section: OpenSection, work: () => Promise<Value>): Promise<Value> {
    return inTurn(async () => {
      relinking++
      try {
        await linked?.link.save()
        await unlink()
        return await work()
      } finally {
        await linkUp(section).finally(() => relinking--)
        changes.changed()
      }
    })
  }

  lifecycle.statusChanges.listen(() => {
    const status = lifecycle.status()
    const section = status.phase === 'open' && !lifecycle.isLeaving() ? lifecycle.current() : null
    if (section === following) return
    following = section
    stopWatching()
    // Of a section that was joined, or is shared from now on, the statements come once it is open.
    if (section) stopWatching = section.watch({ people() {}, appended: () => linked?.exchange.news(), members: () => void inTurn(() => linkUp(section)).catch(() => {}) })
    void inTurn(async () => {
      await unlink()
      if (!section) return
      await section.store.loaded
      await linkUp(section).finally(() => {
        known = section
        changes.changed()
      })
    }).catch(() => {})
  })
  // While it can still be written to.
  lifecycle.beforeLeaving(async (section) => {
    if (following !== section) return
    following = null
    // One that comes up later would let go of the relay that somebody else uses by then: a device on its way in, for one.
    await linking
    if (linked?.section !== section) return
    await linked.link.save()
    await inTurn(unlink)
  })

  function current(): Linked {
    if (!linked || linked.section !== lifecycle.current()) throw new PortError('relay-unreachable', 'not shared')
    return linked
  }

  /** A section that others let this device into is shared, also before their statements are in it. */
  function isYetToSay(): boolean {
    if (linked || !following) return false
    return known !== following || (following.vault.secrets.root !== undefined && !following.store.membership.members())
  }

  function status(): SharingStatus {
    return linked?.link.status() ?? { state: 'alone' }
  }

  function devices(): SectionDevice[] {
    if (!linked) return []
    const { link, section } = linked
    const { store } = section
    const present = link.present()
    const inStep = link.status()
    return [...(store.membership.members()?.devices.values() ?? [])].map(({ device, name, role, since, removedAt }) => ({
      id: device, name, role, since, removedAt,
      self: device === store.device,
      paper: isPaperName(name),
      lastSeen: device === store.device && inStep.state === 'shared' ? inStep.lastInStep : store.receipts().get(device)?.at || null,
      app: device === store.device ? app() : (store.receipts().get(device)?.app ?? null),
      present: device === store.device ? inStep.state === 'shared' && inStep.connection === 'in-step' : present.has(device),
    }))
  }

  /** Says something as an admin, and lets the relay know of it when it can be reached. */
  async function say(make: (section: OpenSection) => Promise<Statement[]>): Promise<void> {
    const { section, link } = current()
    await section.commands.whenQuiet(async () => section.store.say(await make(section)))
    link.rotated()
  }

  /** `undefined`: nothing is known yet, and nothing is told. */
  const topic = <Event>(read: () => Event | undefined) => (_request: unknown, emit: (event: Event) => void) => {
    let last = ''
    return changes.listen(() => {
      const now = relinking > 0 ? undefined : read()
      if (now === undefined) return
      const words = JSON.stringify(now)
      if (words !== last) emit(now)
      last = words
    })
  }

  return {
    calls: {
      async shareSection({ address, opening, deviceName }) {
        const section = lifecycle.current()
        const { startSharing } = await import('./sharing/found')
        await startSharing(section, host, { address, opening, deviceName })
        await inTurn(() => linkUp(section))
      },
      async moveRelay({ address, opening }) {
        const { section, link } = current()
        const before = link.status()
        const answers = before.state === 'shared' && before.connection !== 'offline' && before.connection !== 'refused'
        const { moveRelay } = await import('./sharing/moving')
        await relink(section, () => moveRelay(section, host, { address, opening, answers }))
        return { told: answers }
      },
      async useRelay({ address }) {
        const { section } = current()
        const { goToRelay } = await import('./sharing/moving')
        await relink(section, () => goToRelay(section, host, address))
      },
      invite: async ({ role }) => current().invitations.invite(role),
      approveInvitation: async (id) => current().invitations.approve(id),
      withdrawInvitation: async (id) => current().invitations.withdraw(id),
      readInvitation: async (link) => (await loadJoining()).readInvitation(link),
      join: async (request) => (await loadJoining()).start(request),
      stopJoining: async () => (await loadJoining()).stop(),
      recoverySheet: async ({ locale }) => {
        const { section, link } = current()
        return (await import('./sharing/sheet')).makeRecoverySheet(section, link.client, locale)
      },
      readSheet: async (lines) => (await loadJoining()).readSheet(lines),
      recover: async (request) => (await loadJoining()).recover(request),
      removeDevice: async (device) => {
        const { removal } = await import('./sharing/found')
        await say((section) => removal(section, device))
      },
      changeRole: async ({ device, role }) => {
        const { newRole } = await import('./sharing/found')
        await say((section) => newRole(section, device, role))
      },
      renewKeys: async () => {
        const { rotation } = await import('./sharing/found')
        await say(rotation)
      },
      heldPeople: () => [...current().link.guard.held()],
      answerHeld: async (which) => current().link.guard[which](),
      requireFormat: async (version) => {
        const { requirement } = await import('./sharing/found')
        await say((section) => requirement(section, version))
      },
      security: async () => {
        const { securityReport } = await import('./sharing/security')
        return securityReport(lifecycle.current().store, linked?.link.forged() ?? 0)
      },
      pauseSharing: (on) => current().link.pause(on),
      retrySharing: () => current().link.retry(),
      attend: (person) => linked?.link.attend(person),
    },
    topics: {
      sharing: topic(() => (isYetToSay() ? undefined : status())),
      devices: topic(devices),
      invitations: topic(() => linked?.invitations.list() ?? []),
      joining: (_request, emit) => {
        // Whoever has not begun to join has nothing loaded for it.
        const tell = () => void joining?.then((made) => emit(made.view()))
        if (!joining) emit(null)
        return joiningChanges.listen(tell)
      },
      presence: (person, emit) =>
        topic(() => {
          const members = linked?.section.store.membership.members()
          const names: string[] = []
          for (const [device, attended] of linked?.link.present() ?? []) if (attended === person) names.push(members?.devices.get(device as DeviceId)?.name ?? '')
          return names.filter(Boolean).sort()
        })(person, emit),
      whereabouts: (person, emit) => topic(() => (linked?.section.store.complete() ? linked.link.seen.whereabouts(person) : null))(person, emit),
    },
  }
}

/** As core/membership/recovery has it, which is loaded later. */
const isPaperName = (name: string) => name.startsWith('paper:')
