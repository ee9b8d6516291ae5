import { describe, expect, it } from 'vitest'
import { channels } from '#core/domain/consent'
import { personWords } from '../person-words'
import { outputWords } from '../output/words'
import { columnsFor, sheetColumns } from './sheet-columns'

describe('columns of a contact sheet', () => {
  it('start with the least that the purpose needs', () => {
    expect(columnsFor({ purpose: 'action', channel: 'call' })).not.toContain('emails')
    expect(columnsFor({ purpose: 'membership', channel: 'post' })).toEqual(['name', 'address'])
  })

  it('always hold what reaches the person by that channel', () => {
    const reached = { call: 'phones', sms: 'phones', email: 'emails', post: 'address', door: 'address' } as const
    for (const channel of channels) expect(columnsFor({ purpose: 'action', channel })).toContain(reached[channel])
  })

  it('can all be chosen and all have a name in both languages', () => {
    for (const columns of [columnsFor(null), ...channels.map((channel) => columnsFor({ purpose: 'news', channel }))]) {
      for (const column of columns) if (typeof column === 'string') expect(sheetColumns).toContain(column)
    }
    for (const column of sheetColumns) {
      for (const locale of ['fr', 'en'] as const) {
        expect({ ...personWords[locale].field, ...outputWords[locale].columns }, `${column} in ${locale}`).toHaveProperty(column)
      }
    }
  })
})
