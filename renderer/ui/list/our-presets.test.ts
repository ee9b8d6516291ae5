import { describe, expect, it } from 'vitest'
import { mostTicks } from '#core/domain/list-layout'
import { readListPreset } from '#core/domain/list-preset'
import { ourPresets } from './our-presets'

describe.each(['fr', 'en'] as const)('models of lists in %s', (locale) => {
  it('can be kept as their own by whoever changes them, each under another name', () => {
    const presets = ourPresets(locale)
    for (const preset of presets) expect(readListPreset(JSON.parse(JSON.stringify(preset)))).toEqual(preset)
    expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length)
    for (const { layout } of presets) expect(layout.columns.filter((column) => typeof column === 'object' && column.hand === 'tick').length).toBeLessThanOrEqual(mostTicks)
  })

  it('ask for consent where people are called or written to, and carry nothing that they are not reached by', () => {
    const reaching = ourPresets(locale).filter(({ layout }) => layout.consent)
    expect(reaching.map(({ layout }) => [layout.consent!.channel, layout.columns.includes('phones'), layout.columns.includes('emails')])).toEqual([['call', true, false], ['post', false, false]])
  })
})
