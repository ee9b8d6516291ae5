import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInTemplates } from './built-in/templates'
import { faultInWords } from './template-words'
import { readTemplate, type Template } from './template'

const [tract] = builtInTemplates as [Template]
/** As from a file, changed in one place. */
function changed(path: string, value: unknown): unknown {
  const json = structuredClone(tract) as unknown as Record<string, unknown>
  const keys = path.split('.')
  let at = json
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
  if (value === undefined) delete at[keys.at(-1)!]
  else at[keys.at(-1)!] = value
  return json
}
const faults = (path: string, value: unknown) => readTemplate(changed(path, value)).faults.map((fault) => faultInWords(fault, 'fr'))

describe('a template from a file', () => {
  it('is read as it was written, each of ours', () => {
    for (const template of builtInTemplates) expect(readTemplate(JSON.parse(JSON.stringify(template)))).toEqual({ template, faults: [] })
    expect(new Set(builtInTemplates.map(({ id }) => id)).size).toBe(builtInTemplates.length)
  })

  it('keeps what it does not know, keys, slots and frames of a newer version', () => {
    const video = { type: 'video', x: 0, y: 0, width: 10, height: 10, loop: true }
    const newer = { ...tract, grid: 5, pages: [{ frames: [...tract.pages[0]!.frames, video], guide: [10] }] }
    expect(readTemplate(newer).template).toEqual(newer)
  })

  it('is refused with what is wrong and where, all at once', () => {
    expect(faults('pages.0.frames.0.width', 'large')).toEqual(['pages.0.frames.0.width doit être un nombre'])
    expect(faults('pages.0.frames.0.width', -1)).toEqual(['pages.0.frames.0.width doit être entre 0.05 et 2000'])
    expect(faults('pages.0.frames.0.colour', 'rouge')).toEqual(['pages.0.frames.0.colour doit être une couleur de la section ou #rrggbb'])
    expect(faults('kind', 'banner')[0]).toContain('kind doit être l’un de\u00a0: tract, ')
    expect(faults('page.width', undefined)).toEqual(['page.width manque'])
    expect(faults('pages', [])).toEqual(['pages doit être entre 1 et 40'])
    expect(faults('name', {})).toEqual(['name manque'])
    expect(readTemplate(null).faults.length).toBeGreaterThan(3)
    expect(readTemplate({ ...tract, id: 7, kind: 0 }).faults.map(({ at }) => at)).toEqual(['id', 'kind'])
    expect(faultInWords({ at: 'page.bleed', code: 'out-of-range', wanted: '0–20' }, 'en')).toBe('page.bleed must be from 0 to 20')
  })

  it('never throws, whatever the file is', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => void readTemplate(json)))
    const places = ['id', 'name', 'kind', 'page', 'page.bleed', 'pages', 'pages.0', 'pages.0.frames', 'pages.0.frames.3', 'pages.0.frames.4.parts', 'pages.0.frames.4.parts.0', 'pages.0.frames.4.parts.0.size', 'pages.0.frames.4.parts.0.source', 'pages.0.frames.4.align']
    fc.assert(fc.property(fc.constantFrom(...places), fc.oneof(fc.jsonValue(), fc.constant(undefined)), (place, value) => {
      const { template, faults: found } = readTemplate(changed(place, value))
      expect(template === null).toBe(found.length > 0)
    }))
  })
})
