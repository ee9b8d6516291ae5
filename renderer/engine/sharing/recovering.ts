/**
 * A section back from nothing but its recovery sheet and its relay: the sheet, a member made of paper, reads who belongs,
 * lets this computer in, and leaves word of it in the members' room; the base then comes as for anyone who joined.
 * Invariant: nothing is made on this computer before the relay has on its disk that it was let in, and the sheet stays good
 * until everything is here (upkeep.ts): cut off at any moment, it can be used again.
 */
import { toBase64url } from '#core/domain/base64url'
import type { SectionId } from '#core/domain/ids'
import { openKeys } from '#core/membership/keys'
import { computeMembers } from '#core/membership/members'
import { admitBySheet, recover, sheetDevice, type Recovery, type RecoverySheet } from '#core/membership/recovery'
import { isSameRelay, type NamedRelay } from '#core/membership/relays'
import type { Statement } from '#core/membership/statement'
import { createSealer } from '#core/log/entry'
import { PortError } from '#core/ports/errors'
import type { Host, HostTopics } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import { newDevice } from '#core/sealing/vault'
import { statementGroup } from '#core/section/membership'
import { encodePayload } from '#core/section/payload'
import type { Lifecycle } from '../lifecycle'
import { hostRelay } from '../relay/host-relay'
import { createRelayClient, isOtherRelay, statusOf } from '../relay/relay-client'
import { readStatements, visitMembersRoom } from './members-room'
import { takeIn } from './take-in'

export interface RecoverRequest {
  sheet: RecoverySheet
  deviceName: string
  passphrase: string
  keychain: boolean
  /** A copy of the section that is on this computer is put aside, whole. Without it the call rejects with `section-exists`. */
  replace: boolean
}

/** Ms until a relay that did not answer is asked again. */
const askAgain = 5_000
/** Times that a relay may say that it does not know the sheet: a token that it took for an old one is signed anew. */
const mostRefusals = 2

const noKeys = () => ({ people: [], commons: [], membership: [] })

/**
 * Resolves with the section once it is open here; its base is still coming. A relay that is away is asked again until
 * `signal` ends it (`cancelled`). Rejects with `sheet-removed`, `sheet-unknown` or `section-exists`; then nothing is on this computer.
 */
export async function recoverSection(
  { sheet, deviceName, passphrase, keychain, replace }: RecoverRequest,
  { lifecycle, host, signal, onOffline }: { lifecycle: Lifecycle; host: RpcClient<Host, HostTopics>; signal: AbortSignal; onOffline(offline: boolean): void },
): Promise<SectionId> {
  const { section } = sheet
  const onPaper = await sheetDevice(sheet)
  const relay = hostRelay(host)
  let at: NamedRelay = { url: sheet.relayUrl, relay: sheet.relay }
  let client = createRelayClient(relay.ask, onPaper, at.relay)

  /** Of the relay; asked again while it is away. */
  async function insist<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (let refusals = 0; ; ) {
      try {
        const answer = await ask()
        onOffline(false)
        return answer
      } catch (error) {
        if (signal.aborted) throw new PortError('cancelled')
        if (isOtherRelay(error)) throw new PortError('sheet-unknown', 'another relay')
        const status = statusOf(error)
        if (status === 410) throw new PortError('sheet-removed')
        if (status !== null && status < 429 && ++refusals >= mostRefusals) throw new PortError('sheet-unknown', String(status))
        if (status !== null && status < 429) continue
        onOffline(true)
        await pause(askAgain, signal)
      }
    }
  }

  const visit = () => ({ relay, client, section, signal, onOffline })
  /** By their bytes: two relays of one section have the same. */
  const entries = new Map<string, Uint8Array>()
  let statements: Statement[] = []

  /** Reads who belongs, at the relay in use. */
  async function readMembers(): Promise<Recovery> {
    await host.call('relayUse', at.url)
    // Whether the relay takes it for an admin's: what it refuses a socket for is not told that clearly.
    await insist(() => client.devices())
    const read = await visitMembersRoom(visit()).catch(async (error: unknown) => {
      // Removed between that answer and the socket: asked once more, the relay says so.
      if (error instanceof PortError && error.code === 'relay-refused') await insist(() => client.devices())
      throw error
    })
    for (const entry of read) entries.set(toBase64url(entry), entry)
    statements = await readStatements([...entries.values()], onPaper)
    const { recovery } = await recover(sheet, statements).catch((error: unknown) => {
      if (!(error instanceof PortError) || error.code !== 'not-an-admin') throw error
      throw new PortError(statements.some(({ body }) => body.type === 'remove' && body.device === onPaper.device) ? 'sheet-removed' : 'sheet-unknown')
    })
    if (!recovery) throw new PortError('sheet-unknown', 'not all statements are there')
    return recovery
  }

  let recovery = await readMembers()
  // The section has moved since the sheet was made: there it is told of, and whoever is let in has to be known where the others are.
  const been = [at]
  for (let next = recovery.members.relay; next?.url && !been.some((one) => isSameRelay(one, next)); next = recovery.members.relay) {
    been.push((at = next))
    client = createRelayClient(relay.ask, onPaper, at.relay)
    recovery = await readMembers()
  }

  const { pageKey, ...device } = await newDevice({ section, keys: noKeys() })
  const admission = await admitBySheet(recovery, device, deviceName, Date.now())
  const members = computeMembers([...statements, admission], recovery.members.root)
  const { keys } = await openKeys(device, members)
  await insist(() => client.admit(device.device, device.signing.public, 'admin'))
  const { bytes } = await createSealer({ ...recovery.author, pageKey }).seal('membership', encodePayload(statementGroup([admission]).records))
  await visitMembersRoom({ ...visit(), bring: [bytes] })
  if (signal.aborted) throw new PortError('cancelled')

  await takeIn({ secrets: { ...device, section, keys, pageKey, root: members.root }, passphrase, keychain, entries: [...entries.values(), bytes], replace, signal }, { lifecycle, host })
  return section
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new PortError('cancelled'))
    }, { once: true })
  })
}
