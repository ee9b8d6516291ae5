/**
 * What an admin's device does by itself while it is connected: the relay's list of devices follows the section's, keys that
 * someone holds who should not, or lacks who should, are renewed, and what lies under earlier keys is packed under the new ones.
 * Invariant: the section's statements are what counts. The relay's list only spares traffic, and is mended as often as it differs.
 */
import type { DeviceId } from '#core/domain/ids'
import { compartmentsToRenew, hasUnsharedEpochs, isRenewed, isUnshared, renewEpochs } from '#core/membership/keys'
import type { Member, Members } from '#core/membership/members'
import { isPaper } from '#core/membership/recovery'
import { isSameRelay, relayAtAdmission } from '#core/membership/relays'
import type { Statement } from '#core/membership/statement'
import { errorCode } from '#core/ports/errors'
import type { OpenSection } from '../open-section'
import type { RelayClient } from '../relay/relay-client'
import { removal } from './found'

/** Buckets packed in one turn: commands wait no longer than that. */
const packsAtOnce = 4

export function isAdminHere({ store }: OpenSection): boolean {
  const own = store.membership.members()?.devices.get(store.device)
  return own?.removedAt === null && own.role === 'admin'
}

/** Makes the relay know who belongs. Rejects as the relay's client does. */
export async function registerDevices({ store }: OpenSection, client: RelayClient): Promise<void> {
  const known = new Map((await client.devices()).map((device) => [device.device, device]))
  const members = store.membership.members()!
  for (const { device, signing, role, removedAt } of members.devices.values()) {
    const there = known.get(device)
    // One that it was told is removed it refuses for ever, and must not keep others from being removed.
    if (removedAt === null && (!there || (there.removedAt === null && there.role !== role))) await client.admit(device, signing, role)
  }
  // Last: the last admin that the relay knows can't be removed from it.
  for (const device of outsiders(members, store.membership.statements())) if (known.get(device)?.removedAt === null) await client.remove(device)
}

/**
 * Devices that were removed, and those that came in by an admission that counts for nothing: whoever removed the admin need not
 * have known whom that one let in. Such a device may never be able to read that it is out, and would go on taking out of the
 * rooms what its own packs stand for.
 */
function outsiders({ devices, uncounted }: Members, statements: readonly Statement[]): DeviceId[] {
  const removed = [...devices.values()].flatMap(({ device, removedAt }) => (removedAt === null ? [] : [device]))
  const without = new Set(uncounted)
  return [...removed, ...statements.flatMap(({ hash, body }) => (body.type === 'admit' && without.has(hash) && !devices.has(body.device) ? [body.device] : []))]
}

/**
 * Packs anew what lies under an earlier key that not all have who belong: perhaps only this device can read it, and has the
 * key in force. An admin's device does so with everything under earlier keys, and what devices of before a restore wrote.
 */
export async function repack(section: OpenSection, goOn: () => boolean): Promise<void> {
  const { store, commands, vault } = section
  for (let more = true; more && goOn(); ) {
    more = await commands.whenQuiet(async () => {
      const members = store.membership.members()
      const isAdmin = isAdminHere(section)
      if (members && !isAdmin && !hasUnsharedEpochs(members)) return false
      return store.log.repack(({ compartment, epoch, device }) => {
        const isEarlier = epoch < (vault.secrets.keys[compartment].at(-1)?.epoch ?? 0)
        if (members && !isAdmin) return isEarlier && isUnshared(members, compartment, epoch)
        return isEarlier || (device !== store.device && !members?.devices.has(device))
      }, packsAtOnce)
    })
  }
}

/**
 * Once connected, and whenever who belongs has changed. Answers whether something is to be packed anew (`repack`): keys were
 * renewed, or there are some that not all have. Rejects as the relay's client does.
 */
export async function keepUp(section: OpenSection, client: RelayClient): Promise<boolean> {
  const { store, commands } = section
  const members = () => store.membership.members()!
  await commands.whenQuiet(() => store.sayAgain())
  const renews = isAdminHere(section) && compartmentsToRenew(members(), store.device).length > 0 && (await commands.whenQuiet(() => renew(section)))
  if (isAdminHere(section)) await registerDevices(section, client)
  return renews || hasUnsharedEpochs(members())
}

/** Says new keys where they are due. Answers whether it did. */
async function renew({ store, vault }: OpenSection): Promise<boolean> {
  const members = store.membership.members()!
  try {
    const statements = await renewEpochs(vault.secrets, members, Date.now())
    const after = store.membership.membersWith(statements)
    if (after && !isRenewed(members, after, store.device)) return false
    await store.say(statements)
    return true
  } catch (error) {
    // An admin by all that is known, and not by what its statement can name, which has a limit: that is for another one to do.
    if (errorCode(error) === 'not-an-admin') return false
    throw error
  }
}

/** Recovery sheets that belong; `used`: the one by which this device came in, whether it still belongs or not. */
function sheetsOf({ store }: OpenSection): { others: Member[]; used: Member | undefined } {
  const devices = store.membership.members()?.devices
  const admitter = devices?.get(devices.get(store.device)?.admittedBy ?? store.device)
  const used = admitter && isPaper(admitter.name) ? admitter : undefined
  const others = [...(devices?.values() ?? [])].filter(({ device, name, removedAt }) => removedAt === null && isPaper(name) && device !== used?.device)
  return { others, used }
}

/** Whether a lost section could come back; see `SharingStatus`. */
export function sheetState(section: OpenSection): 'kept' | 'moved' | 'used' | undefined {
  const { others, used } = sheetsOf(section)
  if (others.length === 0) return used && 'used'
  const { membership } = section.store
  const members = membership.members()!
  // A sheet names one relay. One that names another is led on by it only as long as it answers.
  let known = anyInDate.get(members)
  if (known === undefined) anyInDate.set(members, (known = others.some(({ device }) => isSameRelay(members.relay, relayAtAdmission(members, membership.statements(), device)))))
  return known ? 'kept' : 'moved'
}

/** Asked with each change of the rooms; the answer is another one with other members only. */
const anyInDate = new WeakMap<Members, boolean>()

/**
 * Removes the sheet by which this device came in, once all that the relay had is here: it was typed, perhaps in front of
 * someone, and must bring nobody else in. Answers whether it did.
 */
export async function retireUsedSheet(section: OpenSection): Promise<boolean> {
  const { used } = sheetsOf(section)
  if (!isAdminHere(section) || !used || used.removedAt !== null) return false
  await section.commands.whenQuiet(async () => section.store.say(await removal(section, used.device)))
  return true
}
