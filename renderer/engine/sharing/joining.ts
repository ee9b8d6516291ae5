/**
 * This computer on its way into a section: by the link's letter box to the inviter, then, once let in, to a section of its own.
 * Invariant: nothing is written, and a copy of the section that is here already stays where it is, before the inviter's answer
 * proves that an admin of the section that the link named has let this very device in; stopping before leaves all as it was.
 */
import { finishJoining, joinerReceives, startJoining, type Joiner } from '#core/membership/handshake'
import { readLink } from '#core/membership/invitation'
import { readSheet, type RecoverySheet } from '#core/membership/recovery'
import type { Statement } from '#core/membership/statement'
import type { SectionId } from '#core/domain/ids'
import { PortError, errorCode } from '#core/ports/errors'
import type { Host, HostTopics } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import { createSealer } from '#core/log/entry'
import { newDevice, type Secrets } from '#core/sealing/vault'
import { statementGroup } from '#core/section/membership'
import { encodePayload } from '#core/section/payload'
import { takeOutErased, takenOut } from '../erasure-upkeep'
import type { Lifecycle } from '../lifecycle'
import { hostRelay } from '../relay/host-relay'
import { createRelayClient, isOtherRelay } from '../relay/relay-client'
import type { InvitationReading, JoiningView, RecoveringView, SharingCalls, SheetLinesReading } from '../sharing-api'
import { createChanges, type Changes } from '../signal'
import { readStatements, visitMembersRoom } from './members-room'
import { recoverSection } from './recovering'
import { takeIn } from './take-in'

export interface Joining {
  changes: Changes
  view(): JoiningView | RecoveringView | null
  readInvitation(link: string): Promise<InvitationReading>
  start(request: Parameters<SharingCalls['join']>[0]): Promise<void>
  stop(): void
  readSheet(lines: readonly string[]): Promise<SheetLinesReading>
  recover(request: Parameters<SharingCalls['recover']>[0]): Promise<void>
}

/** Ms until a relay that did not answer is asked again. */
const askAgain = 5_000

export function createJoining(lifecycle: Lifecycle, host: RpcClient<Host, HostTopics>): Joining {
  const changes = createChanges(0)
  let view: JoiningView | RecoveringView | null = null
  /** Ends with each start and stop: what an earlier one still does is of no effect. */
  let underWay = new AbortController()

  function show(next: JoiningView | RecoveringView | null): void {
    view = next
    changes.changed()
  }

  async function run(signal: AbortSignal, given: Joiner, first: Uint8Array[], { pageKey, ...here }: { pageKey: Secrets['pageKey']; passphrase: string; keychain: boolean; replace: boolean; erased?: ReadonlySet<string> }): Promise<void> {
    let joiner = given
    const { invitation, keys } = joiner
    const ends = () => signal.aborted
    await host.call('relayUse', invitation.relayUrl)
    const relay = hostRelay(host)
    const letterBox = createRelayClient(relay.ask, { section: invitation.section, device: `invitation:${keys.id}`, signing: keys.signing }, invitation.relay)
    const unsent = [...first]
    let after = 0

    const showStep = (offline: boolean) => {
      if (ends()) return
      if (joiner.step === 'revealed' || joiner.step === 'let in') show({ step: 'code', code: joiner.code, role: invitation.role, offline })
      else if (joiner.step === 'committed') show({ step: 'asking', offline })
    }
    while (!ends() && (joiner.step === 'committed' || joiner.step === 'revealed')) {
      try {
        while (unsent.length > 0) {
          await letterBox.sendMessage(keys.id, unsent[0]!)
          unsent.shift()
        }
        const messages = await letterBox.messages(keys.id, after)
        if (ends()) return
        showStep(false)
        for (const message of messages) {
          after = message.n
          if (message.from === `invitation:${keys.id}`) continue
          const turn = await joinerReceives(joiner, message.body)
          joiner = turn.state
          unsent.push(...turn.send)
        }
        showStep(false)
      } catch (error) {
        if (ends()) return
        if (isOtherRelay(error)) throw error
        if ((letterBox.now() ?? Date.now()) / 1000 > invitation.until) return show({ step: 'expired' })
        // Also where the relay does not know the letter box: the inviter may not have reached it yet.
        showStep(true)
        await new Promise((resolve) => setTimeout(resolve, askAgain))
      }
    }
    while (!ends() && joiner.step === 'let in') {
      try {
        joiner = await finishJoining(joiner, await statementsInRoom(joiner))
      } catch {
        showStep(true)
      }
      if (joiner.step === 'let in') await new Promise((resolve) => setTimeout(resolve, askAgain))
    }
    if (ends()) return
    if (joiner.step !== 'joined') return show({ step: joiner.step as 'refused' | 'expired' | 'used' | 'taken' })
    const { members, statements } = joiner
    const secrets = { ...joiner.secrets, pageKey, root: members.root }
    const { bytes } = await createSealer(secrets).seal('membership', encodePayload(statementGroup(statements).records))
    await takeIn({ secrets, ...here, entries: [bytes], signal }, { lifecycle, host })
    if (!ends()) show({ step: 'joined', section: invitation.section })

    /** An answer may be too long for the letter box: then the rest is in the members' room, which this device may open now. */
    async function statementsInRoom({ secrets: own, statements: known }: Extract<Joiner, { step: 'let in' }>): Promise<Statement[]> {
      const client = createRelayClient(relay.ask, own, invitation.relay)
      return readStatements(await visitMembersRoom({ relay, client, section: invitation.section, signal, onOffline: showStep }), own, known)
    }
  }

  function begin(): AbortSignal {
    underWay.abort()
    underWay = new AbortController()
    return underWay.signal
  }

  const isHere = async (section: SectionId) => (await host.call('listSections')).some(({ id }) => id === section)

  /** Whom the copy that is here knows to be erased; only an open one tells. */
  async function erasedIn(section: SectionId): Promise<ReadonlySet<string> | null> {
    if (lifecycle.status().phase !== 'open') return null
    const open = lifecycle.current()
    if (open.store.section !== section) return null
    await open.store.loaded
    // Else the copy would go for somebody of whom only the next quiet moment would have taken the rest out.
    await takeOutErased(open, host, lifecycle.renewPageKey).catch(() => {})
    return takenOut(open)
  }

  async function readWhole(lines: readonly string[]): Promise<RecoverySheet> {
    const read = await readSheet(lines)
    if (!('sheet' in read)) throw new PortError('sheet-wrong')
    return read.sheet
  }

  return {
    changes,
    view: () => view,
    async readInvitation(link) {
      const { section, role, until } = await readLink(link)
      return { section, role, until: until * 1000, present: await isHere(section) }
    },
    async start({ link, deviceName, passphrase, keychain, replace }) {
      const invitation = await readLink(link)
      if (!replace && (await isHere(invitation.section))) throw new PortError('section-exists')
      const { section: _section, keys: _keys, pageKey, ...device } = await newDevice({ section: invitation.section, keys: { people: [], commons: [], membership: [] } })
      const { state, send } = await startJoining(invitation, device, deviceName, Date.now() / 1000)
      const signal = begin()
      if (state.step === 'expired') return show({ step: 'expired' })
      const erased = await erasedIn(invitation.section)
      await lifecycle.close()
      show({ step: 'asking', offline: false })
      void run(signal, state, send, { pageKey, passphrase, keychain, replace, ...(erased ? { erased } : {}) }).catch((error: unknown) => {
        if (!signal.aborted) show({ step: 'failed', reason: errorCode(error) })
      })
    },
    stop() {
      if (view === null) return
      const wasUnderWay = view.step === 'asking' || view.step === 'code' || view.step === 'recovering'
      underWay.abort()
      show(null)
      if (wasUnderWay) void host.call('relayUse', null).catch(() => {})
    },
    async readSheet(lines) {
      const read = await readSheet(lines)
      if (!('sheet' in read)) return { whole: false, wrongLines: read.wrongLines }
      const { section, relayUrl } = read.sheet
      return { whole: true, section, relay: relayUrl, present: await isHere(section) }
    },
    async recover({ lines, ...request }) {
      const sheet = await readWhole(lines)
      if (!request.replace && (await isHere(sheet.section))) throw new PortError('section-exists')
      const signal = begin()
      await lifecycle.close()
      const showRecovering = (offline: boolean) => {
        if (!signal.aborted) show({ step: 'recovering', offline, bySheet: true })
      }
      showRecovering(false)
      void recoverSection({ sheet, ...request }, { lifecycle, host, signal, onOffline: showRecovering }).then(
        (section) => {
          if (!signal.aborted) show({ step: 'joined', section, bySheet: true })
        },
        (error: unknown) => {
          if (!signal.aborted) show({ step: 'failed', reason: errorCode(error), bySheet: true })
        },
      )
    },
  }
}
