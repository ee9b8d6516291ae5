/** A section that a newer version of the app has written in: this one shows what it knows, and loses nothing of the rest. */
import { newId, type PersonId } from '#core/domain/ids'
import { createOpener } from '#core/log/entry'
import type { Secrets } from '#core/sealing/vault'
import { newHistoryId } from '#core/section/history'
import { decodePayload, type RecordUpdate } from '#core/section/payload'
import { keysOfDraft } from '#core/section/person-record'
import { encodeNewRecord, readRecord, type RecordValue } from '#core/section/record'
import { recordKinds } from '#core/section/shards'
import { openJournal } from '../../electron/main/journal'
import { expect, test } from '../e2e/app'
import { sectionFolder } from './disk'
import { plantSection } from './planted'
import { openNote, unlock } from './profile'

const newerKind = 90
const person = newId<PersonId>()
const planned = newHistoryId(Date.now())
const newerRecord: RecordUpdate = { kind: newerKind, id: newId(), at: Date.now(), update: new Uint8Array([7, 7, 7]) }

/** A profile with one section in it, as the newer version left it. */
const profileOfNewerVersion = () =>
  plantSection(({ device }) => {
    const at = Date.now()
    const label = { kind: 'action.plan', at, device, shifts: 4 } as unknown as RecordValue
    return [[
      { kind: recordKinds.person, id: person, at, update: encodeNewRecord(11, [...keysOfDraft({ lastName: 'Kaya', firstName: 'Ayşe' }, at), ['zz', { shape: ['à venir'] }], ['q:quartier', 'Sémard']]) },
      { kind: recordKinds.history, id: planned, at, update: encodeNewRecord(11, [['l', label], ['w', 'de plus']]) },
      newerRecord,
    ]]
  })

async function everyUpdate(profileDir: string, secrets: Secrets): Promise<RecordUpdate[]> {
  const journal = await openJournal(sectionFolder(profileDir))
  const { frames } = await journal.readFrom(0, 1e9)
  const opener = createOpener(secrets, new Map([[secrets.device, secrets.signing.public]]))
  const records = (await Promise.all(frames.map(({ payload }) => opener.open(payload)))).flatMap(({ payload }) => decodePayload(payload))
  await journal.close()
  return records
}

test('what a newer version wrote is said, edited around, and kept', async ({ launch }) => {
  const { profileDir, secrets } = await profileOfNewerVersion()
  const { window, close } = await launch({ profileDir })
  await unlock(window)
  const note = await openNote(window, person)
  await expect(window.getByText('version plus récente')).toBeVisible()
  await note.fill('rappeler jeudi')
  await note.blur()
  await expect(window.getByTestId('sheet-save-state')).toHaveAttribute('data-state', 'saved')
  await window.getByRole('link', { name: 'Historique' }).click()
  const deeds = window.getByRole('region', { name: 'Historique' }).getByRole('listitem')
  await expect(deeds).toHaveText([/Note/, /Fait par une version plus récente/])
  await window.keyboard.press('Control+Z')
  await expect(deeds).toHaveCount(3)
  await close()

  const after = await everyUpdate(profileDir, secrets)
  const of = (kind: number, id: string) => after.filter((record) => record.kind === kind && record.id === id).map(({ update }) => update)
  const keys = readRecord(person, of(recordKinds.person, person))
  expect([keys.get('zz'), keys.get('q:quartier'), keys.get('no')]).toEqual([{ shape: ['à venir'] }, 'Sémard', undefined])
  expect(readRecord(planned, of(recordKinds.history, planned)).get('w')).toBe('de plus')
  expect(of(newerKind, newerRecord.id)).toEqual([newerRecord.update])

  await test.step('at the next start too, from pages', async () => {
    const again = await launch({ profileDir })
    await unlock(again.window)
    await openNote(again.window, person)
    await expect(again.window.getByText('version plus récente')).toBeVisible()
  })
})
