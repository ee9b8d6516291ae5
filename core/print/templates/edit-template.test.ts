/** A template under the hand, and what is to be filled in it. */
import { describe, expect, it } from 'vitest'
import { builtInTemplates } from './built-in/templates'
import { addFrame, changeFrame, frameAt, newFrame, newFrameTypes, removeFrame, reorderFrame } from './edit-template'
import { readTemplate, type Template } from './template'
import { lackBySlot, slotsToFill } from './to-fill'

const tract = builtInTemplates.find(({ id }) => id === 'tract-a6')!
const words = { fr: 'Votre texte', en: 'Your text' }

describe('a template that is changed', () => {
  it.each(newFrameTypes)('takes a new %s in its middle, is a template still, and the one before stays as it was', (type) => {
    const before = structuredClone(tract)
    const { template, held } = addFrame(tract, 0, newFrame(type, tract, words))
    expect(readTemplate(template).faults).toEqual([])
    expect(frameAt(template, held!)).toMatchObject({ type })
    const { x, width } = frameAt(template, held!)!
    expect(Math.abs(x + width / 2 - 52.5)).toBeLessThanOrEqual(0.5)
    expect(tract).toEqual(before)
  })

  it('puts a frame before or behind others, and says where it is then', () => {
    const last = tract.pages[0]!.frames.length - 1
    const first = frameAt(tract, { page: 0, frame: 0 })
    for (const [to, place] of [['front', last], ['forward', 1], ['backward', 0], ['back', 0]] as const) {
      const { template, held } = reorderFrame(tract, { page: 0, frame: 0 }, to)
      expect(held).toEqual({ page: 0, frame: place })
      expect(frameAt(template, held!)).toEqual(first)
      expect(template.pages[0]!.frames).toHaveLength(last + 1)
    }
  })

  it('loses a frame, but never the last of a page', () => {
    const { template } = removeFrame(tract, { page: 0, frame: 2 })
    expect(template.pages[0]!.frames).toEqual(tract.pages[0]!.frames.filter((_, at) => at !== 2))
    const alone: Template = { ...tract, pages: [{ frames: [tract.pages[0]!.frames[0]!] }] }
    expect(removeFrame(alone, { page: 0, frame: 0 }).template).toBe(alone)
  })

  it('carries along what a newer version put in', () => {
    const newer = { ...tract, binding: 'left', pages: [{ ...tract.pages[0]!, paper: 'cream' }] } as unknown as Template
    expect(changeFrame(newer, { page: 0, frame: 0 }, newFrame('colour', tract, words))).toMatchObject({ binding: 'left', pages: [{ paper: 'cream' }] })
  })
})

describe('what is to be filled', () => {
  it('is what an organizer has to say, the title before the text, and nothing that the brand says', () => {
    for (const template of builtInTemplates) {
      const { texts, pictures } = slotsToFill(template)
      expect(texts.filter((slot) => ['organisation', 'website', 'address', 'imprint'].includes(slot))).toEqual([])
      expect(pictures.includes('logo')).toBe(false)
      expect(texts, template.id).toContain('title')
    }
    expect(slotsToFill(tract).texts).toEqual(['kicker', 'title', 'subtitle', 'date', 'time', 'place', 'text', 'call', 'link', 'source'])
  })

  it('is said to be too long where it is: at the longest text of its frame, at the word that is too wide', () => {
    const frame = tract.pages[0]!.frames.findIndex(({ type, shown }) => type === 'text' && shown?.without === 'link')
    const slots = { date: 'Mardi', text: 'Venez. '.repeat(80), call: 'Ouvert' }
    expect(lackBySlot(tract, [{ page: 0, frame, over: 4.2, broken: [] }], slots)).toEqual(new Map([['text', { over: 4.2, broken: [] }]]))
    expect(lackBySlot(tract, [{ page: 0, frame, over: 0, broken: ['OUVERT'] }], slots)).toEqual(new Map([['call', { over: 0, broken: ['OUVERT'] }]]))
  })
})
