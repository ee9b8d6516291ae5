import { describe, expect, it } from 'vitest'
import { changesOfVotes, votesFrom } from './votes'

const first = { day: '2027-04-11', zone: 'Europe/Paris', closes: '20:00' }
const second = { day: '2027-04-25', zone: 'America/Martinique', closes: '18:00' }
const applied = (settings: ReadonlyMap<string, unknown>, votes: (typeof first)[]) => {
  const after = new Map(settings)
  for (const [key, value] of changesOfVotes(settings, votes)) {
    if (value === undefined) after.delete(key)
    else after.set(key, value)
  }
  return after
}

describe('the votes of a section', () => {
  it('are read back as they were said, earliest first; one that is taken out goes, and all else in the settings stays', () => {
    const both = applied(new Map([['n', 'Section']]), [second, first])
    expect(votesFrom(both)).toEqual([first, second])
    const one = applied(both, [second])
    expect([votesFrom(one), one.get('n')]).toEqual([[second], 'Section'])
  })

  it('are not what is no day, no hour or no place', () => {
    const settings = new Map<string, unknown>([['vt:demain', ['Europe/Paris', '20:00']], ['vt:2027-04-11', ['Nulle/Part', '20:00']], ['vt:2027-04-12', ['Europe/Paris', '25:00']], ['vt:2027-04-13', 'x']])
    expect(votesFrom(settings)).toEqual([])
    expect(changesOfVotes(new Map(), [{ ...first, closes: '' }])).toEqual([])
  })
})
