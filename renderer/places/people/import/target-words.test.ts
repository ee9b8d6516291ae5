import { describe, expect, it } from 'vitest'
import { targetGroups } from '#core/csv/targets'
import { targetGroupWords, targetLabel } from './target-words'

const targets = targetGroups.flatMap(({ targets }) => targets)

describe.each(['fr', 'en'] as const)('what a column may become, in %s', (locale) => {
  it.each(targets)('%s has a name of its own', (target) => {
    const label = targetLabel(target, locale)
    expect(label).not.toBe(target)
    expect(label).not.toMatch(/[{}]/)
    expect(label.length).toBeLessThan(90)
    // Two targets with one name could not be told apart in the menu.
    expect(targets.filter((other) => targetLabel(other, locale) === label)).toEqual([target])
  })

  it('names every group of the menu', () => {
    for (const { group } of targetGroups) expect(targetGroupWords[locale][group]).toBeTruthy()
  })
})

describe('a target of a newer version, met in a saved profile', () => {
  it('is shown as it is rather than as nothing', () => {
    expect(targetLabel('constructor', 'fr')).toBe('constructor')
    expect(targetLabel('donations.2031', 'fr')).toBe('donations.2031')
  })
})
