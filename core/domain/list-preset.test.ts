import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListLayout } from './list-layout'
import { isSamePresetName, readListPreset } from './list-preset'

const layout: ListLayout = {
  columns: ['name', 'phones', { hand: 'tick', title: 'Vient' }, { hand: 'write', title: 'Notes', room: 'wide' }], orientation: 'landscape', consent: { purpose: 'action', channel: 'call' },
  destroyAfterUse: false, grouping: 'city', pageEachGroup: true, order: 'name', rowHeight: 12, perCaller: 20, numbered: false, emptyRows: 5,
}
const read = (of: object) => readListPreset({ name: 'Phoning', layout: of })?.layout

describe('a preset that is read again', () => {
  it('says what it was told', () => {
    expect(readListPreset(JSON.parse(JSON.stringify({ name: ' Phoning ', layout })))).toEqual({ name: 'Phoning', layout })
  })

  it('of an older version has none of what came since', () => {
    expect(read({ columns: ['name', 'blank'], orientation: 'portrait', consent: null, destroyAfterUse: true })).toEqual({
      columns: ['name', 'blank'], orientation: 'portrait', consent: null, destroyAfterUse: true, grouping: null, pageEachGroup: false, order: null, rowHeight: null, perCaller: null, numbered: true, emptyRows: 0,
    })
  })

  it('of a newer version goes without what is not known yet', () => {
    expect(read({ ...layout, columns: ['name', 'horoscope', { hand: 'stamp', title: 'x' }, { hand: 'tick', title: 'Vu', colour: 'red' }], grouping: 'moon', order: 'luck', rowHeight: -4, perCaller: 400, emptyRows: 1.5 }))
      .toMatchObject({ columns: ['name', { hand: 'tick', title: 'Vu' }], grouping: null, order: null, rowHeight: null, perCaller: 25, emptyRows: 0 })
  })

  it('is of no use without columns, a name, or a consent rule that can be read: such a rule is never taken for none', () => {
    expect(read({ ...layout, columns: ['horoscope'] })).toBeUndefined()
    for (const consent of [undefined, { purpose: 'sale', channel: 'call' }, { purpose: 'action', channel: 'pigeon' }, 'call', []]) expect(read({ ...layout, consent })).toBeUndefined()
    expect(readListPreset({ name: ' ', layout })).toBeNull()
  })

  it('may be any value at all', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.record({ name: fc.anything(), layout: fc.anything() }), fc.dictionary(fc.constantFrom(...Object.keys(layout)), fc.anything()).map((of) => ({ name: 'x', layout: of }))), (value) => {
      const preset = readListPreset(value)
      if (preset) expect(readListPreset(preset)).toEqual(preset)
    }))
  })
})

it('presets are of one name however it was typed', () => {
  expect([isSamePresetName('Émargement', ' emargement'), isSamePresetName('🚩', '🚩'), isSamePresetName('🚩', '🏳'), isSamePresetName('Courrier', 'Courriers')]).toEqual([true, true, false, false])
})
