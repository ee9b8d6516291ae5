import { describe, expect, it } from 'vitest'
import type { Printer, PrintPreset } from '#core/ports/printing'
import { cautionsOf, choiceFor, firstChoice, isForbidding, jobOf, sheetsOf, type PrintChoice } from './print-choice'

const a4 = { count: 5, size: { width: 595.28, height: 841.89 } }
const a3 = { count: 2, size: { width: 841.89, height: 1190.55 } }
const printer = (name: string, more: Partial<Printer> = {}): Printer => ({ name, label: name, location: '', state: 'ready', isDefault: false, can: { bothSides: true, colour: true, a3: true }, ...more })
const preset: PrintPreset = { printer: 'office', paper: 'A5', sides: 'long-edge', colour: false }
const office = printer('office')
const home = printer('home', { isDefault: true, can: { bothSides: false, colour: false, a3: false } })
const first = (more: Partial<PrintChoice> = {}): PrintChoice => ({ ...firstChoice({ printers: [office, home], choosesPages: true }, [preset], a4)!, ...more })

describe('what is offered', () => {
  it('is the last printer used, as it was used, on the paper that the pages fill', () => {
    expect(first()).toEqual({ printer: 'office', paper: 'A4', sides: 'long-edge', colour: false, copies: 1, some: false, from: 1, to: 5 })
    expect(choiceFor(office, [preset], a3).paper).toBe('A3')
  })

  it('is the paper last used where the pages fill none', () => {
    expect(choiceFor(office, [preset], { count: 1, size: { width: 300, height: 300 } }).paper).toBe('A5')
    expect(choiceFor(office, [], { count: 1, size: { width: 300, height: 300 } }).paper).toBe('A4')
  })

  it('is both sides as the paper needs them, rather than as the printer was used', () => {
    expect(choiceFor(office, [preset], a4, 'short-edge').sides).toBe('short-edge')
    expect(choiceFor(office, [preset], a4, 'one').sides).toBe('one')
  })

  it('is nothing that the printer can’t do', () => {
    expect(choiceFor(home, [], a4, 'short-edge')).toEqual({ printer: 'home', paper: 'A4', sides: 'one', colour: false })
  })

  it('is nothing where there is no printer', () => {
    expect(firstChoice({ printers: [], choosesPages: true }, [preset], a4)).toBeNull()
  })
})

describe('a job', () => {
  it('has all pages, or those from one to another', () => {
    expect(jobOf(first({ copies: 3 }), a4)).toEqual({ printer: 'office', paper: 'A4', sides: 'long-edge', colour: false, copies: 3, pages: null })
    expect(jobOf(first({ some: true, from: 2, to: 2 }), a4)!.pages).toEqual({ from: 2, to: 2 })
  })

  it.each([{ copies: '' as const }, { copies: 0 }, { copies: 1000 }, { some: true, from: 3, to: 2 }, { some: true, to: 6 }, { some: true, from: 0 }, { some: true, to: '' as const }])('is none while %j stands in the fields', (typed) => {
    expect(jobOf(first(typed), a4)).toBeNull()
  })

  it('takes half the sheets on both sides, each copy beginning on its own', () => {
    expect(sheetsOf(jobOf(first({ copies: 3 }), a4)!, a4)).toBe(9)
    expect(sheetsOf(jobOf(first({ copies: 3, sides: 'one' }), a4)!, a4)).toBe(15)
    expect(sheetsOf(jobOf(first({ some: true, from: 2, to: 3 }), a4)!, a4)).toBe(1)
  })
})

describe('what should be known before it leaves', () => {
  it('is that a printer waits for somebody, or is too small, and that the pages would be cut', () => {
    const cups = { choosesPages: true }
    expect(cautionsOf({ paper: 'A4' }, office, a4, cups)).toEqual([])
    expect(cautionsOf({ paper: 'A4' }, printer('x', { state: 'stopped' }), a3, cups)).toEqual(['stopped', 'cut'])
    expect(cautionsOf({ paper: 'A3' }, home, a3, cups)).toEqual(['noA3'])
    expect(cautionsOf({ paper: 'A3' }, printer('x', { can: { bothSides: null, colour: null, a3: null } }), a3, cups)).toEqual([])
  })

  it('keeps a page from being made smaller, and a job from a printer that takes none', () => {
    expect(cautionsOf({ paper: 'A4' }, office, a3, { choosesPages: false })).toEqual(['shrunk'])
    expect((['stopped', 'offline', 'cut', 'noA3'] as const).some(isForbidding)).toBe(false)
    expect((['refusing', 'shrunk'] as const).every(isForbidding)).toBe(true)
  })
})
