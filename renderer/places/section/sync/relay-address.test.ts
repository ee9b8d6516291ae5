import { describe, expect, it } from 'vitest'
import { relayAddress } from './relay-address'

describe('the address of a relay as it was typed', () => {
  it('gets its https where it was left out', () => {
    expect(relayAddress(' relais.exemple.org/ ')).toBe('https://relais.exemple.org')
    expect(relayAddress('relais.exemple.org:8787')).toBe('https://relais.exemple.org:8787')
  })

  it('keeps what was written, which the main process judges', () => {
    expect(relayAddress('https://relais.exemple.org//')).toBe('https://relais.exemple.org')
    expect(relayAddress('http://127.0.0.1:8787')).toBe('http://127.0.0.1:8787')
    expect(relayAddress('ftp://relais.exemple.org')).toBe('ftp://relais.exemple.org')
  })
})
