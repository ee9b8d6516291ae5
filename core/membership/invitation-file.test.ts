import { describe, expect, it } from 'vitest'
import { newId, type SectionId } from '../domain/ids'
import { makeInvitation, readLink, writeLink } from './invitation'
import { readInvitationFile, writeInvitationFile } from './invitation-file'

const root = 'kYf7nEZg3Hq0Jv2lY0hS6q0cT1mD8b4u5xw9r3aZpQ8'
const some = () => makeInvitation({ relayUrl: 'https://relais.exemple.org', relay: 'relais-1', section: newId<SectionId>(), root, role: 'organizer' }, 1_800_000_000)
const bytes = (text: string) => new TextEncoder().encode(text)

describe('an invitation as a file', () => {
  it('is its link on one line, the same again when it is read', async () => {
    const invitation = some()
    const link = await writeLink(invitation)
    const file = writeInvitationFile(link)
    expect(new TextDecoder().decode(file)).toBe(`${link}\n`)
    expect(readInvitationFile(file)).toBe(link)
    expect(await readLink(readInvitationFile(file))).toEqual(invitation)
  })

  it('is read as editors and copies leave it', async () => {
    const link = await writeLink(some())
    expect(readInvitationFile(bytes(`\ufeff${link}\r\n\r\n`))).toBe(link)
    expect(readInvitationFile(bytes(link.replace('permanence://join#', 'Permanence://join/#')))).toMatch(/^Permanence:\/\/join\/#/)
  })

  it('that was cut is an invitation still, a damaged one', async () => {
    const cut = readInvitationFile(writeInvitationFile(await writeLink(some())).slice(0, 150))
    await expect(readLink(cut)).rejects.toMatchObject({ code: 'link-damaged' })
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
    ['another link of the app', bytes('permanence://relay#AAAA')],
    ['a web page', bytes('<html>permanence://join#AAAA</html>')],
    ['an address elsewhere', bytes('https://exemple.org/#AAAA')],
    ['far too much', bytes(`permanence://join#${'A'.repeat(16 * 1024)}`)],
  ])('%s is no invitation', (_what, given) => {
    expect(() => readInvitationFile(given)).toThrow(expect.objectContaining({ code: 'not-an-invitation' }))
  })
})
