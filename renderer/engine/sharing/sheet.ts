/**
 * A recovery sheet of the open section: made, let in as an admin made of paper, and put on a page.
 * Invariant: the page exists before the sheet is let in, and its secret is nowhere but on it: what could not be laid out
 * leaves no admin that nobody holds.
 */
import { renderRecoverySheet } from '#core/print/recovery-sheet'
import { admitDevice } from '#core/membership/keys'
import { makeSheet, paperName, sheetNewcomer, writeSheet } from '#core/membership/recovery'
import { PortError } from '#core/ports/errors'
import type { OpenSection } from '../open-section'
import type { RelayClient } from '../relay/relay-client'
import { fonts } from '../resources'
import type { PrintedRecoverySheet } from '../sharing-api'
import { isAdminHere, keepUp } from './upkeep'

/** Rejects with `not-an-admin`. The relay need not be reachable now: `known` says whether it was. */
export async function makeRecoverySheet(section: OpenSection, client: RelayClient, locale: 'fr' | 'en'): Promise<PrintedRecoverySheet> {
  const { store, commands, vault } = section
  if (!isAdminHere(section)) throw new PortError('not-an-admin')
  const paperFonts = await fonts()
  // In one turn with the keys that it is made of: those in force must not change in between.
  const made = await commands.whenQuiet(async () => {
    const members = store.membership.members()
    if (!members?.relay?.url) throw new PortError('not-an-admin', 'no relay')
    const relayUrl = members.relay.url
    const sheet = makeSheet(vault.secrets, members.root, { relayUrl, relay: members.relay.relay })
    const { lines, qr } = await writeSheet(sheet)
    const at = Date.now()
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const pdf = await renderRecoverySheet({ sectionName: store.name(), lines, qr, relayUrl, locale, at, timeZone }, paperFonts)
    const newcomer = await sheetNewcomer(sheet, paperName(at))
    await store.say([await admitDevice(vault.secrets, members, newcomer, at)])
    return { device: newcomer.device, pdf, lines, qr, at }
  })
  return { ...made, known: await keepUp(section, client).then(() => true, () => false) }
}
