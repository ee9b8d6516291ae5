import { describe, expect, it } from 'vitest'
import { daysLater } from '../days'
import { endsSoonWithin, filesOf, isReady, validityOf, type AssetVersion } from './asset'

const version = (id: string): AssetVersion => ({
  id, at: 1, by: 'd' as AssetVersion['by'], file: { name: `f${id}`, key: 'k', bytes: 9 }, picture: { name: `p${id}`, key: 'k', bytes: 3 }, content: 'c', bytes: 8, type: 'pdf', pages: 2, width: 105, height: 148, note: '',
})

describe('an asset', () => {
  it('may be handed out on its last day, is said to end soon in the two weeks before, and not after', () => {
    const on = (day: string) => validityOf({ validUntil: '2026-12-06' }, day, daysLater(day, endsSoonWithin))
    expect([on('2026-11-22'), on('2026-11-23'), on('2026-12-06'), on('2026-12-07')]).toEqual(['valid', 'ends-soon', 'ends-soon', 'expired'])
    expect(validityOf({ validUntil: '' }, '2099-01-01', '2099-01-15')).toBe('valid')
  })

  it('is ready to be printed in the version that somebody looked at, not in the next one', () => {
    expect(isReady({ versions: [version('1')], ready: '1' })).toBe(true)
    expect(isReady({ versions: [version('1'), version('2')], ready: '1' })).toBe(false)
    expect(isReady({ versions: [], ready: '' })).toBe(false)
  })

  it('needs the files of its older versions too', () => {
    expect(filesOf({ versions: [version('1'), { ...version('2'), picture: null }] }).map(({ name }) => name)).toEqual(['f1', 'p1', 'f2'])
  })
})
