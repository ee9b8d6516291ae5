import { describe, expect, it } from 'vitest'
import { newId, type SectionId } from '../domain/ids'
import { deriveInvitation, makeInvitation, readLink, writeLink } from './invitation'

const root = 'kYf7nEZg3Hq0Jv2lY0hS6q0cT1mD8b4u5xw9r3aZpQ8'
const now = 1_800_000_000
const some = () => makeInvitation({ relayUrl: 'https://relais.exemple.org', relay: 'relais-1', section: newId<SectionId>(), root, role: 'organizer' }, now)

describe('the link of an invitation', () => {
  it('carries everything a newcomer needs, for 72 hours, behind the sign that no server sees', async () => {
    const invitation = some()
    expect(invitation.until - now).toBe(259_200)
    for (const landing of [undefined, 'https://exemple.org/rejoindre']) {
      const link = await writeLink(invitation, landing)
      expect(link).toMatch(/^(permanence:\/\/join|https:\/\/exemple\.org\/rejoindre)#[\w-]+$/)
      expect(await readLink(link)).toEqual(invitation)
    }
  })

  it('is read as messengers hand it on, and refused when a letter is missing or wrong', async () => {
    const link = await writeLink(some())
    expect(await readLink(`  <${link.slice(0, 60)}\n ${link.slice(60)}>\u200b`)).toEqual(await readLink(link))
    for (let at = 0; at < link.length; at++) {
      if (at > 17) await expect(readLink(link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1)), `letter ${at}`).rejects.toMatchObject({ code: 'link-damaged' })
      await expect(readLink(link.slice(0, at)), `cut at ${at}`).rejects.toMatchObject({ code: 'link-damaged' })
    }
    await expect(readLink('https://exemple.org/autre-chose')).rejects.toMatchObject({ code: 'link-damaged' })
  })

  it('gives both ends the same keys, another invitation others, and the relay only a public one', async () => {
    const invitation = some()
    const keys = await deriveInvitation(invitation)
    expect(await deriveInvitation(await readLink(await writeLink(invitation)))).toEqual(keys)
    expect(keys.id).toMatch(/^[\w-]{22}$/)
    const elsewhere = await deriveInvitation({ ...invitation, section: newId<SectionId>() })
    expect(elsewhere.id).not.toBe(keys.id)
    expect(elsewhere.messages).not.toEqual(keys.messages)
    expect(Buffer.from(keys.signing.secret).includes(Buffer.from(invitation.secret))).toBe(false)
  })
})
