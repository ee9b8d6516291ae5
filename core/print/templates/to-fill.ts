/** What there is to fill in a template, and which of it does not fit. */
import type { Overflow } from './set-frames'
import type { Slots } from './slots'
import { slotNames, type Template } from './template'

/** Said once for all papers of the section, see section-brand.ts. */
const ofTheBrand: ReadonlySet<string> = new Set(['organisation', 'website', 'address', 'imprint', 'logo'])

/** Names of its slots that a hand or an action fills; texts in the order in which one thinks of them, those of a newer version last. */
export function slotsToFill({ pages }: Template): { texts: string[]; pictures: string[] } {
  const [texts, pictures] = [new Set<string>(), new Set<string>()]
  for (const frame of pages.flatMap(({ frames }) => frames)) {
    if (frame.type === 'text') for (const { source } of frame.parts) if ('slot' in source && !ofTheBrand.has(source.slot)) texts.add(source.slot)
    if (frame.type === 'qr') texts.add(frame.slot)
    if (frame.type === 'image' && !ofTheBrand.has(frame.slot)) pictures.add(frame.slot)
  }
  const known: readonly string[] = slotNames
  const place = (slot: string) => (known.includes(slot) ? known.indexOf(slot) : known.length)
  return { texts: [...texts].sort((one, other) => place(one) - place(other)), pictures: [...pictures] }
}

/** What a slot lacks: mm, and words that are wider than their frame. */
export interface Lack {
  over: number
  broken: string[]
}

/** By slot: where a frame overflows, the longest of its texts is the one to be shortened. `''`: words of the template's own. */
export function lackBySlot(template: Template, overflow: readonly Overflow[], slots: Slots): Map<string, Lack> {
  const lacks = new Map<string, Lack>()
  for (const { page, frame: number, over, broken } of overflow) {
    const frame = template.pages[page]?.frames[number]
    const slot = frame?.type === 'qr' ? frame.slot : frame?.type === 'text' ? longest(frame.parts.flatMap(({ source }) => ('slot' in source ? [source.slot] : [])), slots, broken) : ''
    const before = lacks.get(slot)
    lacks.set(slot, { over: Math.max(over, before?.over ?? 0), broken: [...new Set([...(before?.broken ?? []), ...broken])] })
  }
  return lacks
}

function longest(names: readonly string[], slots: Slots, broken: readonly string[]): string {
  const weight = (name: string) => (broken.some((word) => slots[name]?.toLocaleUpperCase().includes(word.toLocaleUpperCase())) ? 1e6 : 0) + (slots[name]?.trim().length ?? 0)
  return names.filter((name) => slots[name]?.trim()).sort((one, other) => weight(other) - weight(one))[0] ?? ''
}
