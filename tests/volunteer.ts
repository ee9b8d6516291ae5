/** A second computer of a section in the making: a volunteer's, which holds no key of the people. */
import { admitDevice, foundSection } from '#core/membership/keys'
import { newDevice, type Secrets } from '#core/sealing/vault'
import type { SectionCommands } from '#core/section/commands'
import type { SectionStore } from '#core/section/section-store'

/** `founder`: the only computer so far, of a section that nobody shared yet. Answers the volunteer's secrets, and all that it has to receive. */
export async function letVolunteerIn(founder: { secrets: Secrets; store: SectionStore; commands: Pick<SectionCommands, 'whenQuiet'> }) {
  const { store, commands } = founder
  await commands.whenQuiet(async () => store.say(await foundSection(founder.secrets, 'Poste d’Alba', 1)))
  const members = store.membership.members()!
  const secrets = await newDevice({ section: founder.secrets.section, keys: { people: [], commons: [], membership: founder.secrets.keys.membership }, root: members.root })
  const { device, signing, exchange } = secrets
  await commands.whenQuiet(async () => store.say([await admitDevice(founder.secrets, members, { device, signing: signing.public, exchange: exchange.public, role: 'volunteer', name: 'Poste de Nour' }, 2)]))
  const entries = await Promise.all([...store.log.live().values()].map(async (entry) => (await store.log.read(entry))!))
  return { secrets, entries }
}
