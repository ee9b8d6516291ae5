import { describe, expect, it } from 'vitest'
import { gridAction } from './grid-keys'

const press = (key: string, held: Partial<{ shiftKey: boolean; ctrlKey: boolean; altKey: boolean; metaKey: boolean }> = {}, active = 10) =>
  gridAction({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held }, active, 100, 20)

describe('keys on a row of the table', () => {
  it('move by rows, by screens and to both ends, and stop there', () => {
    expect(press('ArrowDown')).toEqual({ kind: 'move', to: 11, extend: false })
    expect(press('PageDown')).toEqual({ kind: 'move', to: 30, extend: false })
    expect(press('PageUp')).toEqual({ kind: 'move', to: 0, extend: false })
    expect(press('End')).toEqual({ kind: 'move', to: 99, extend: false })
    expect(press('ArrowDown', {}, 99)).toEqual({ kind: 'move', to: 99, extend: false })
  })

  it('extend the selection with Shift', () => {
    expect(press('ArrowUp', { shiftKey: true })).toEqual({ kind: 'move', to: 9, extend: true })
    expect(press('End', { shiftKey: true })).toEqual({ kind: 'move', to: 99, extend: true })
  })

  it('tick, open, tick all, untick all', () => {
    expect(press(' ')).toEqual({ kind: 'toggle' })
    expect(press('Enter')).toEqual({ kind: 'open' })
    expect(press('a', { ctrlKey: true })).toEqual({ kind: 'all' })
    expect(press('Escape')).toEqual({ kind: 'none' })
  })

  it('leave letters and combinations of the system alone', () => {
    expect(press('a')).toBeNull()
    expect(press('ArrowDown', { altKey: true })).toBeNull()
    expect(press('x')).toBeNull()
  })
})
