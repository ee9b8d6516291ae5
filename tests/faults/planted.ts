/** A profile with one section whose journal a test wrote: what other devices or other versions left in it. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId, type SectionId } from '#core/domain/ids'
import { createSealer } from '#core/log/entry'
import { makeVault, newSecrets, type Secrets } from '#core/sealing/vault'
import { encodePayload, type RecordUpdate } from '#core/section/payload'
import { openJournal } from '../../electron/main/journal'
import { passphrase } from './profile'

/** Opened by `passphrase`; each list of records is an entry of its own. */
export async function plantSection(entriesOf: (secrets: Secrets) => RecordUpdate[][]): Promise<{ profileDir: string; secrets: Secrets }> {
  const profileDir = mkdtempSync(join(tmpdir(), 'permanence-'))
  const secrets = await newSecrets(newId<SectionId>())
  const folder = join(profileDir, 'sections', secrets.section)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'vault'), await makeVault(secrets, { passphrase }))
  writeFileSync(join(folder, 'stub.json'), JSON.stringify({ id: secrets.section, createdAt: Date.now(), lastOpenedAt: Date.now(), demo: false, colour: 'rouge' }))
  const journal = await openJournal(folder)
  for (const records of entriesOf(secrets)) await journal.append([(await createSealer(secrets).seal('people', encodePayload(records))).bytes])
  await journal.close()
  return { profileDir, secrets }
}
