/**
 * Invitations that this device has given: their letter boxes at the relay, who answers, and letting in whoever the two
 * people have compared codes with.
 * Invariant: what an invitation has come to outlives the app: a second answer to one that was used is refused after a restart too.
 */
import type { DeviceId } from '#core/domain/ids'
import { approve, inviterReceives, openInvitation, refuse, type Inviter, type Turn } from '#core/membership/handshake'
import { makeInvitation, writeLink } from '#core/membership/invitation'
import { admitDevice } from '#core/membership/keys'
import type { Role } from '#core/membership/statement'
import { PortError } from '#core/ports/errors'
import { decodeJson, encodeJson } from '#core/sealing/vault'
import type { OpenSection } from '../open-section'
import type { InvitationView } from '../sharing-api'
import { createChanges, type Changes } from '../signal'
import type { SectionLink } from './link'
import { keepUp } from './upkeep'

export interface Invitations {
  changes: Changes
  list(): InvitationView[]
  invite(role: Role): Promise<InvitationView>
  approve(id: string): Promise<void>
  withdraw(id: string): Promise<void>
  close(): void
}

interface Given {
  inviter: Inviter
  link: string
  /** Number of the last message that was read. */
  after: number
  /** Replies that the relay has not taken yet. */
  unsent: Uint8Array[]
  /** The relay has its letter box. */
  placed: boolean
}

const localName = 'invitations'
/** Ms until a relay that did not answer is asked again. */
const askAgain = 5_000
/** Ended ones are kept as long as someone might still answer, then forgotten. */
const isOver = ({ inviter }: Given, now: number) => now > inviter.invitation.until + 3600

export async function openInvitations(section: OpenSection, link: SectionLink): Promise<Invitations> {
  const { store, commands, vault } = section
  const { client } = link
  const changes = createChanges(0)
  const given = new Map<string, Given>()
  const polling = new Set<string>()
  let closed = false
  const waits = new Map<ReturnType<typeof setTimeout>, () => void>()

  /** Seconds since 1970. */
  const now = () => (client.now() ?? Date.now()) / 1000

  for (const one of readKept(await store.readLocal(localName))) if (!isOver(one, now())) given.set(one.inviter.keys.id, one)

  async function save(): Promise<void> {
    changes.changed()
    await store.writeLocal(localName, new TextDecoder().decode(encodeJson([...given.values()]))).catch(() => {})
  }

  const isUnanswered = ({ inviter: { step } }: Given) => step === 'open' || step === 'challenged' || step === 'asked'
  const isWaiting = (one: Given) => isUnanswered(one) || one.unsent.length > 0
  /** Its letter box is at the relay in use. */
  const isHere = ({ inviter }: Given) => inviter.invitation.relay === link.relay

  // The section has left the relay of their letter boxes, where their links lead.
  for (const one of given.values()) {
    if (isHere(one) || one.inviter.invitation.relay === store.membership.members()?.relay?.relay) continue
    one.unsent = []
    if (isUnanswered(one)) one.inviter = { ...one.inviter, step: 'expired', commitment: null, reply: null }
  }

  async function take(id: string, turn: Promise<Turn<Inviter>>): Promise<void> {
    const { state, send } = await turn
    const one = given.get(id)
    if (!one) return
    one.inviter = state
    one.unsent.push(...send)
    await save()
  }

  const delivering = new Map<string, Promise<void>>()

  /** What is to be sent, one after the other. Not only between two questions for news: the relay answers one after 25 s, and somebody waits at the other end. */
  function deliver(id: string, one: Given): Promise<void> {
    const sent = (delivering.get(id) ?? Promise.resolve()).then(async () => {
      while (!closed && one.unsent.length > 0) {
        await client.sendMessage(id, one.unsent[0]!)
        one.unsent.shift()
        await save()
      }
    })
    delivering.set(id, sent.catch(() => {}))
    return sent
  }

  async function exchange(id: string, one: Given): Promise<void> {
    const { keys, invitation } = one.inviter
    if (!one.placed) {
      await client.putInvitation(id, keys.signing.public, invitation.until)
      one.placed = true
      await save()
    }
    await deliver(id, one)
    if (!isWaiting(one)) return
    for (const message of await client.messages(id, one.after)) {
      one.after = message.n
      // Our own come back from the box as well.
      if (message.from === `invitation:${id}`) await take(id, inviterReceives(one.inviter, message.body, now()))
    }
  }

  /** Until nobody can answer any more. */
  async function poll(id: string): Promise<void> {
    if (polling.has(id)) return
    polling.add(id)
    for (let one = given.get(id); one && !closed && isWaiting(one) && isHere(one); one = given.get(id)) {
      if (now() > one.inviter.invitation.until && one.inviter.step !== 'expired') {
        await take(id, Promise.resolve({ state: { ...one.inviter, step: 'expired', commitment: null, reply: null }, send: [] }))
        break
      }
      try {
        await exchange(id, one)
      } catch {
        await pause(askAgain)
      }
    }
    polling.delete(id)
  }

  /** What fails is tried again with the next question for news. */
  function answerNow(id: string): void {
    const one = find(id)
    if (one.placed && isHere(one)) deliver(id, one).catch(() => {})
    void poll(id)
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        waits.delete(timer)
        resolve()
      }, ms)
      waits.set(timer, resolve)
    })
  }

  function viewOf({ inviter, link: text }: Given): InvitationView {
    const { step, invitation, keys } = inviter
    return {
      id: keys.id, role: invitation.role, until: invitation.until * 1000, link: text,
      step: step === 'challenged' ? 'open' : step,
      ...(step === 'asked' ? { asks: { name: inviter.newcomer.name, code: inviter.code } } : {}),
    }
  }

  function find(id: string): Given {
    const one = given.get(id)
    if (!one) throw new PortError('unexpected', 'no such invitation')
    return one
  }

  for (const id of given.keys()) void poll(id)

  return {
    changes,
    list: () => [...given.values()].map(viewOf),
    async invite(role) {
      const members = store.membership.members()
      const own = members?.devices.get(store.device)
      if (own?.role !== 'admin' || own.removedAt !== null || !members?.relay?.url) throw new PortError('not-an-admin')
      // The relay's clock counts for how long it is good; this one may be off.
      await client.meet().catch(() => {})
      const invitation = makeInvitation({ relayUrl: members.relay.url, relay: members.relay.relay, section: store.section, root: members.root, role }, now())
      const { device, signing } = vault.secrets
      const one: Given = { inviter: await openInvitation(invitation, { device, signing }), link: await writeLink(invitation), after: 0, unsent: [], placed: false }
      given.set(one.inviter.keys.id, one)
      await save()
      void poll(one.inviter.keys.id)
      return viewOf(one)
    },
    async approve(id) {
      const one = find(id)
      const { inviter } = one
      if (inviter.step !== 'asked') throw new PortError('unexpected', 'nobody to approve')
      const isIn = (device: DeviceId) => store.membership.members()!.devices.has(device)
      await commands.whenQuiet(async () => {
        // Approved once already, and cut off before the answer was kept.
        if (!isIn(inviter.newcomer.device)) await store.say([await admitDevice(vault.secrets, store.membership.members()!, inviter.newcomer, Date.now())])
      })
      // The relay knows the newcomer before it is answered, if it can be reached; else as soon as it can.
      await keepUp(section, client).catch(() => {})
      await take(id, approve(inviter, store.membership.statements(), now()))
      answerNow(id)
    },
    async withdraw(id) {
      await take(id, refuse(find(id).inviter))
      answerNow(id)
    },
    close() {
      closed = true
      for (const [timer, resolve] of waits) {
        clearTimeout(timer)
        resolve()
      }
    },
  }
}

function readKept(json: unknown): Given[] {
  try {
    return typeof json === 'string' ? (decodeJson(new TextEncoder().encode(json)) as Given[]) : []
  } catch {
    return []
  }
}
