/**
 * This computer on its way into a section: by the link's letter box to the inviter, then, once let in, to a section of its own.
 * Invariant: nothing is written before the inviter's answer proves that an admin of the section that the link named has let
 * this very device in; stopping before leaves nothing.
 */
import { openRoom, type RoomLog } from '#core/log/room'
import { createOpener } from '#core/log/entry'
import { finishJoining, joinerReceives, startJoining, type Joiner } from '#core/membership/handshake'
import { readLink } from '#core/membership/invitation'
import { keysToReadWith } from '#core/membership/keys'
import { readStatement, type Statement } from '#core/membership/statement'
import { PortError, errorCode } from '#core/ports/errors'
import type { Host, HostTopics } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import { newDevice, type Secrets } from '#core/sealing/vault'
import { createMembership } from '#core/section/membership'
import { decodePayload } from '#core/section/payload'
import type { Lifecycle } from '../lifecycle'
import { hostRelay } from '../relay/host-relay'
import { createRelayClient } from '../relay/relay-client'
import { connectRoom } from '../relay/room-connection'
import type { JoiningView } from '../sharing-api'
import { createChanges, type Changes } from '../signal'

export interface Joining {
  changes: Changes
  view(): JoiningView | null
  start(request: { link: string; deviceName: string; passphrase: string; keychain: boolean }): Promise<void>
  stop(): void
}

/** Ms until a relay that did not answer is asked again. */
const askAgain = 5_000

export function createJoining(lifecycle: Lifecycle, host: RpcClient<Host, HostTopics>): Joining {
  const changes = createChanges(0)
  let view: JoiningView | null = null
  /** Grows with each start and stop: what an earlier one still does is of no effect. */
  let current = 0

  function show(next: JoiningView | null): void {
    view = next
    changes.changed()
  }

  async function run(mine: number, given: Joiner, first: Uint8Array[], deviceKeys: Pick<Secrets, 'pageKey'>, protection: { passphrase: string; keychain: boolean }): Promise<void> {
    let joiner = given
    const { invitation, keys } = joiner
    const ends = () => mine !== current
    await host.call('relayUse', invitation.relayUrl)
    const relay = hostRelay(host)
    const letterBox = createRelayClient(relay.ask, { section: invitation.section, device: `invitation:${keys.id}`, signing: keys.signing }, invitation.relay)
    const unsent = [...first]
    let after = 0

    const showStep = (offline: boolean) => {
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
        if (isNoneOfOurs(error)) throw error
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
    const { members, statements, secrets } = joiner
    const section = await lifecycle.enter({ ...secrets, ...deviceKeys, root: members.root }, protection)
    // What was proved stays proved without the relay, which may be gone again.
    await section.commands.whenQuiet(async () => section.store.say(statements))
    show({ step: 'joined', section: invitation.section })

    /** An answer may be too long for the letter box: then the rest is in the members' room, which this device may open now. */
    async function statementsInRoom(letIn: Extract<Joiner, { step: 'let in' }>): Promise<Statement[]> {
      const client = createRelayClient(relay.ask, letIn.secrets, invitation.relay)
      const entries: Uint8Array[] = []
      const log: RoomLog = { live: () => new Map(), knows: () => false, read: async () => null, receive: async (some) => void entries.push(...some) }
      const room = await openRoom(log, () => {})
      const found = new Map(letIn.statements.map((statement) => [statement.hash, statement]))
      try {
        await new Promise<void>((resolve, reject) => {
          const connection = connectRoom({
            room, relay: 'wss://relay.invalid', path: `rooms/${invitation.section}/membership`, protocols: (url) => client.protocols(new URL(url).pathname), openSocket: relay.openSocket,
            onChange() {
              const { state } = connection.state()
              if (state !== 'in-step' && state !== 'refused') return
              connection.close()
              if (state === 'in-step') resolve(room.quiet())
              else reject(new PortError('relay-refused'))
            },
          })
        })
      } finally {
        room.close()
      }
      // Each membership epoch is told under the one before: as long as more opens, there may be more.
      for (let before = -1; before < found.size; ) {
        before = found.size
        const reading = { ...letIn.secrets, pageKey: new Uint8Array(32), keys: await keysToReadWith(letIn.secrets, [...found.values()]) }
        const opener = createOpener(reading, createMembership(reading))
        for (const bytes of entries) {
          const opened = await opener.open(bytes).catch(() => null)
          for (const { update } of opened ? decodePayload(opened.payload) : []) {
            const statement = await readStatement(update).catch(() => null)
            if (statement) found.set(statement.hash, statement)
          }
        }
      }
      return [...found.values()]
    }
  }

  return {
    changes,
    view: () => view,
    async start({ link, deviceName, passphrase, keychain }) {
      const invitation = await readLink(link)
      if ((await host.call('listSections')).some(({ id }) => id === invitation.section)) throw new PortError('section-exists')
      const { section: _section, keys: _keys, pageKey, ...device } = await newDevice({ section: invitation.section, keys: { people: [], commons: [], membership: [] } })
      const { state, send } = await startJoining(invitation, device, deviceName, Date.now() / 1000)
      const mine = ++current
      if (state.step === 'expired') return show({ step: 'expired' })
      await lifecycle.close()
      show({ step: 'asking', offline: false })
      void run(mine, state, send, { pageKey }, { passphrase, keychain }).catch((error: unknown) => {
        if (mine === current) show({ step: 'failed', reason: errorCode(error) })
      })
    },
    stop() {
      if (view === null) return
      const wasUnderWay = view.step === 'asking' || view.step === 'code'
      current++
      show(null)
      if (wasUnderWay) void host.call('relayUse', null).catch(() => {})
    },
  }
}

/** What answers there is no relay, or not the one that the link names. */
const isNoneOfOurs = (error: unknown) => error instanceof PortError && error.code === 'relay-refused' && !/ \d{3} /.test(error.message)
