/** Taking back what was done on the canvas. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInTemplates } from '#core/print/templates/built-in/templates'
import type { Template } from '#core/print/templates/template'
import { beginHistory, changed, holding, redone, undone, type LayoutHistory } from './history'

const named = (id: string): Template => ({ ...builtInTemplates[0]!, id })
const did = (history: LayoutHistory, id: string, deed: string) => changed(history, { template: named(id), held: history.held }, deed)

describe('a layout under the hand', () => {
  it('takes back a frame that was moved by many keys at once, and another frame on its own', () => {
    let now = holding(beginHistory(named('0')), { page: 0, frame: 1 })
    for (const id of ['1', '2', '3']) now = did(now, id, 'move')
    now = did(holding(now, { page: 0, frame: 2 }), '4', 'move')
    expect(undone(now).template.id).toBe('3')
    expect(undone(undone(now)).template.id).toBe('0')
    expect(redone(undone(undone(now))).template.id).toBe('3')
    expect(undone(undone(undone(now))).template.id).toBe('0')
  })

  it('is what it was after as many steps forth as back', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', ''), { maxLength: 12 }), fc.nat(12), (deeds, back) => {
        let now = beginHistory(named('start'))
        for (const [at, deed] of deeds.entries()) now = did(now, `${at}`, deed)
        const steps = Math.min(back, now.past.length)
        let there = now
        for (let step = 0; step < steps; step++) there = undone(there)
        for (let step = 0; step < steps; step++) there = redone(there)
        expect(there.template).toBe(now.template)
      }),
    )
  })
})
