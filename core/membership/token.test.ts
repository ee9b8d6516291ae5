import { describe, expect, it } from 'vitest'
import { idFromBytes, type DeviceId, type SectionId } from '../domain/ids'
import { loadSodium } from '../sealing/sodium'
import { authorization, makeToken, socketProtocols, type TokenRequest } from './token'

/** Also the relay's test: the seed is the bytes 0 to 31, the section's id 16 times 1, the device's 16 times 2, `once` 16 times 3. */
async function fixture(): Promise<TokenRequest> {
  const sodium = await loadSodium()
  return {
    relay: 'relais-1',
    section: idFromBytes<SectionId>(new Uint8Array(16).fill(1)),
    device: idFromBytes<DeviceId>(new Uint8Array(16).fill(2)),
    signingSecret: sodium.crypto_sign_seed_keypair(Uint8Array.from({ length: 32 }, (_, at) => at)).privateKey,
    method: 'POST',
    path: '/sections',
    body: new TextEncoder().encode('{}'),
    now: 1_800_000_000,
    once: new Uint8Array(16).fill(3),
  }
}

const publicKey = 'A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg'
const expected =
  'eyJyZWxheSI6InJlbGFpcy0xIiwic2VjdGlvbiI6IkFRRUJBUUVCQVFFQkFRRUJBUUVCQVEiLCJkZXZpY2UiOiJBZ0lDQWdJQ0FnSUNBZ0lDQWdJQ0FnIiwicmVxdWVzdCI6InVwbGRubmR5am93TjdzUkdsblNZZ3ZjWUFuUGlxRXVldWFvOEhma3R4dzAiLCJmcm9tIjoxODAwMDAwMDAwLCJ1bnRpbCI6MTgwMDAwMDA5MCwib25jZSI6IkF3TURBd01EQXdNREF3TURBd01EQXcifQ.S6kic34ap3jqaNfG6z9Bilg6oEDC8ZP7cpU_TzlnZ6Bl78jKj7g7OGWfkmZUbB42ZQ6GeOVyesOq1FMC9bc-BQ'

const decode = (part: string) => Buffer.from(part, 'base64url')

describe('a token', () => {
  it('is this one for this request, so that the relay can be held against it', async () => {
    const token = await makeToken(await fixture())
    expect(token).toBe(expected)
    const [said, signature] = token.split('.') as [string, string]
    expect(JSON.parse(decode(said).toString())).toEqual({
      relay: 'relais-1',
      section: 'AQEBAQEBAQEBAQEBAQEBAQ',
      device: 'AgICAgICAgICAgICAgICAg',
      request: 'upldnndyjowN7sRGlnSYgvcYAnPiqEueuao8Hfktxw0',
      from: 1_800_000_000,
      until: 1_800_000_090,
      once: 'AwMDAwMDAwMDAwMDAwMDAw',
    })
    const sodium = await loadSodium()
    expect(sodium.crypto_sign_verify_detached(decode(signature), `permanence token 1\n${said}`, decode(publicKey))).toBe(true)
  })

  it('is another for another method, path, body or time, and never the same twice', async () => {
    const given = await fixture()
    const { once: _once, ...again } = given
    const tokens = await Promise.all(
      [given, { ...given, method: 'PUT' }, { ...given, path: '/sections/S' }, { ...given, body: new Uint8Array() }, { ...given, now: given.now + 1 }, again, again].map(makeToken),
    )
    expect(new Set(tokens).size).toBe(tokens.length)
  })

  it('goes into the two subprotocols of a socket or into a header, in letters that both allow', async () => {
    const { body: _body, ...socket } = await fixture()
    const token = await makeToken({ ...socket, method: 'GET', path: `/rooms/${socket.section}/people` })
    expect(socketProtocols(token)).toEqual(['permanence.1', `permanence.token.${token}`])
    expect(token).toMatch(/^[\w-]+\.[\w-]+$/)
    expect(authorization(token)).toBe(`Permanence ${token}`)
  })
})
