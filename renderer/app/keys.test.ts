import { describe, expect, it } from 'vitest'
import { globalKey } from './keys'

const inField = { matches: () => true }
const elsewhere = { matches: () => false }
const press = (key: string, held: object = {}, target: object = elsewhere) =>
  globalKey({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, target, ...held } as unknown as KeyboardEvent)

describe('keys that work anywhere', () => {
  it('open the palette and lock, also while typing', () => {
    expect(press('k', { ctrlKey: true }, inField)).toBe('palette')
    expect(press('l', { metaKey: true }, inField)).toBe('lock')
  })

  it('undo and redo outside text fields, which undo their own letters', () => {
    expect(press('z', { ctrlKey: true })).toBe('undo')
    expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('redo')
    expect(press('z', { ctrlKey: true }, inField)).toBeNull()
  })

  it('do not take a question mark out of a text', () => {
    expect(press('?')).toBe('shortcuts')
    expect(press('?', {}, inField)).toBeNull()
  })
})
