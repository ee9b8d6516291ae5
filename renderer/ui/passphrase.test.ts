import { describe, expect, it } from 'vitest'
import { shortestPassphrase as vaultShortest } from '#core/sealing/vault'
import { passphraseHint, shortestPassphrase } from './passphrase'

describe('a passphrase being chosen', () => {
  it('is refused where the vault would refuse it', () => {
    expect(shortestPassphrase).toBe(vaultShortest)
    expect(passphraseHint('a'.repeat(vaultShortest - 1)).accepted).toBe(false)
    expect(passphraseHint('a'.repeat(vaultShortest)).accepted).toBe(true)
  })

  it('is good with four different words', () => {
    expect(passphraseHint('lune bateau verger tambour').strength).toBe(3)
  })

  it('is only fair when it repeats itself', () => {
    expect(passphraseHint('aaaaaaaaaaaaaaaaaaaaaaaa').strength).toBe(2)
    expect(passphraseHint('azerty azerty azerty azerty').strength).toBe(2)
  })

  it('counts letters as people do', () => {
    expect(passphraseHint('é'.repeat(11)).accepted).toBe(false)
    expect(passphraseHint('').strength).toBe(0)
  })
})
