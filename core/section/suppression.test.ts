import { beforeAll, describe, expect, it } from 'vitest'
import { newId, type PersonId, type SectionId } from '../domain/ids'
import type { PersonDraft } from '../domain/person'
import { newSecrets, type Secrets } from '../sealing/vault'
import { entriesOf, openDevice, secretsOfDevices } from './erased.fixture'
import type { Erasure } from './erasure'
import { createSuppression } from './suppression'

let secrets: Secrets
beforeAll(async () => {
  secrets = await newSecrets(newId<SectionId>())
})

const point = (value: string) => [{ value, label: '' }]
const marie: PersonDraft = {
  lastName: 'Le Gall', firstName: 'Marie-Claude', birthName: 'Kervella', emails: point('Marie.LeGall@Exemple.invalid'), phones: [...point('06 39 98 12 34'), ...point('01 99 00 12 34')],
  birth: '1961-05-04', postalCode: '29200', externalIds: [{ source: 'galette', value: '118' }],
}

/** Whether somebody who was erased as `erased` is recognised in `draft`. */
async function recognised(erased: PersonDraft, draft: PersonDraft, own = secrets): Promise<boolean> {
  const id = newId<PersonId>()
  let erasures: ReadonlyMap<PersonId, Erasure> = new Map()
  const suppression = createSuppression(own, () => erasures)
  erasures = new Map([[id, { at: 1, reason: 'request', prints: await createSuppression(secrets, () => new Map()).printsOf(erased) }]])
  const found = await suppression.matching(draft)
  expect(found.length === 0 || found[0] === id).toBe(true)
  return found.length > 0
}

describe('somebody on the suppression list', () => {
  it.each<[string, PersonDraft]>([
    ['her e-mail, however it is written', { lastName: 'LEGALL', emails: point(' marie.legall@exemple.INVALID') }],
    ['her mobile and her first name', { firstName: 'marie claude', phones: point('+33 (0)6 39 98 12 34') }],
    ['her mobile and the name that she was born with', { firstName: 'M.', lastName: 'KERVELLA', phones: point('0033639981234') }],
    ['her mobile alone, which a sheet has made a number', { phones: point('639981234') }],
    ['her landline and her first name', { firstName: 'Marie-Claude', lastName: 'Le Bihan', phones: point('01.99.00.12.34') }],
    ['her name and her birth', { lastName: 'Le Gall', firstName: 'Marie Claude', birth: '1961-05-04' }],
    ['her names in each other’s column', { lastName: 'Marie-Claude', firstName: 'Legall', birth: '1961-05-04' }],
    ['her name and her postal code', { lastName: 'LE GALL', firstName: 'MARIE-CLAUDE', postalCode: '29200' }],
    ['her number in another tool', { lastName: 'Le Gall', externalIds: [{ source: 'galette', value: '118' }] }],
  ])('is recognised by %s', async (_by, draft) => {
    expect(await recognised(marie, draft)).toBe(true)
  })

  it.each<[string, PersonDraft]>([
    ['someone of her household, by the landline', { lastName: 'Le Gall', firstName: 'Yann', phones: point('01 99 00 12 34') }],
    ['whoever was given her number after her', { lastName: 'Haddad', firstName: 'Inès', phones: point('06 39 98 12 34') }],
    ['a namesake elsewhere', { lastName: 'Le Gall', firstName: 'Marie-Claude', postalCode: '75011' }],
    ['a namesake born another day', { lastName: 'Le Gall', firstName: 'Marie-Claude', birth: '1988-01-30' }],
    ['a name alone', { lastName: 'Le Gall', firstName: 'Marie-Claude' }],
    ['another one of the same number elsewhere', { lastName: 'Haddad', externalIds: [{ source: 'galette', value: '118' }] }],
    ['nobody at all', {}],
  ])('is not taken for %s', async (_whom, draft) => {
    expect(await recognised(marie, draft)).toBe(false)
  })

  it('who had no name is recognised by the number, whoever is named beside it', async () => {
    expect(await recognised({ phones: point('0639981234') }, { lastName: 'Haddad', phones: point('06 39 98 12 34') })).toBe(true)
  })

  it('is known to the organizers of her section only, under whatever key is in force', async () => {
    const elsewhere = await newSecrets(newId<SectionId>())
    expect(await recognised(marie, marie, elsewhere)).toBe(false)
    const rotated = { ...secrets, keys: { ...secrets.keys, people: [...secrets.keys.people, { epoch: 2, key: elsewhere.keys.people[0]!.key }] } }
    expect(await recognised(marie, marie, rotated)).toBe(true)
    const volunteer = { ...secrets, keys: { ...secrets.keys, people: [] } }
    expect(await recognised(marie, marie, volunteer)).toBe(false)
  })
})

it('prints the same for ever', async () => {
  const frozen = { section: 'AAAAAAAAAAAAAAAAAAAAAA' as SectionId, keys: { people: [{ epoch: 1, key: new Uint8Array(32).fill(7) }], commons: [], membership: [] } }
  const prints = await createSuppression(frozen, () => new Map()).printsOf({ lastName: 'Noël', firstName: 'Zoé', emails: point('zoe@exemple.invalid'), phones: point('0639981234'), postalCode: '35000' })
  expect([...prints]).toMatchInlineSnapshot(`
    [
      [
        "ag6quEMJqgZPBfa-fTwFgg",
        14069,
      ],
      [
        "F7__ED639ob9feiJGXkvFw",
        26105,
      ],
      [
        "5f9HTWtzf61z80abubSjmA",
        19299,
      ],
      [
        "IzNGyBhax1OMUST51kFxXQ",
        6742,
      ],
      [
        "n-1WHYDfS69Vo-ZDzzxAiQ",
        23735,
      ],
    ]
  `)
})

describe('entering somebody who was erased', () => {
  it('is refused until it is said to be meant, and keeps or lifts the prints as was said, on every device', async () => {
    const [own, theirs] = await secretsOfDevices(2)
    const [one, other] = [await openDevice(own!), await openDevice(theirs!)]
    const gone = newId<PersonId>()
    await one.commands.createPerson(gone, marie)
    await one.commands.erasePeople({ kind: 'ids', ids: [gone] }, 'request')
    await other.commands.receive(await entriesOf(one))
    const [again, anew] = [newId<PersonId>(), newId<PersonId>()]
    await expect(other.commands.createPerson(again, { emails: marie.emails! })).rejects.toMatchObject({ code: 'person-erased' })
    await expect(other.commands.createPerson(gone, { lastName: 'Autre' }, 'keep')).rejects.toMatchObject({ code: 'person-erased' })
    expect(other.store.people.size()).toBe(0)
    const kept = await other.commands.createPerson(again, { emails: marie.emails! }, 'keep')
    expect(other.store.history.get(kept.history)!.detail).toBe('despite keep')
    expect(await other.store.suppression.matching(marie)).toEqual([gone])
    await other.commands.createPerson(anew, marie, 'lift')
    expect(await other.store.suppression.matching(marie)).toEqual([])
    await one.commands.receive(await entriesOf(other))
    expect(await one.store.suppression.matching(marie)).toEqual([])
    expect([one.store.people.get(gone), one.store.people.get(anew)!.lastName, one.store.erasures().size]).toEqual([undefined, 'Le Gall', 1])
    // Also once it is packed, and from pages.
    await one.checkpoint()
    const restarted = await openDevice(own!, one.journal.bytes(), one.pages)
    expect(await restarted.store.suppression.matching(marie)).toEqual([])
  })

  it('leaves no print of a record that was a mistake', async () => {
    const [own] = await secretsOfDevices(1)
    const { commands, store } = await openDevice(own!)
    const wrong = newId<PersonId>()
    await commands.createPerson(wrong, marie)
    await commands.erasePeople({ kind: 'ids', ids: [wrong] }, 'mistake')
    expect(store.suppression.isEmpty()).toBe(true)
    await commands.createPerson(newId(), marie)
    expect(store.people.size()).toBe(1)
  })
})
