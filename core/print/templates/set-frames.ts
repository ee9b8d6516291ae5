/** The texts of all pages of a template: what each frame says, and letters of one size in frames that are to look alike. */
import { mm } from '../drawing'
import type { TextSetting } from '../page-stream'
import type { Hyphenator } from './hyphenation'
import { readParagraphs } from './paragraphs'
import { setText, type PartToSet, type SetRun, type SetText } from './set-text'
import type { Slots } from './slots'
import type { Frame, TextFrame, TextPart } from './template'

export interface Overflow {
  page: number
  /** Its number on that page. */
  frame: number
  /** mm that it lacks, in the smallest letters. */
  over: number
  /** Words that are wider than the frame. */
  broken: string[]
}

interface FrameText {
  frame: TextFrame
  index: number
  runs: SetRun[]
}

export function setFrames(
  setting: TextSetting, pages: readonly (readonly { frame: Frame; shown: boolean }[])[], slots: Slots, locale: 'fr' | 'en', hyphenator: Hyphenator,
): { texts: FrameText[][]; overflow: Overflow[] } {
  const overflow: Overflow[] = []
  const texts = pages.map((frames) => frames.flatMap(({ frame, shown }, index) => {
    if (!shown || frame.type !== 'text') return []
    const parts = frame.parts.map((part) => toSet(part, frame, wordsOf(part, slots, locale), locale, hyphenator))
    return parts.every(({ paragraphs }) => paragraphs.length === 0) ? [] : [{ frame, index, parts, set: setText(setting, parts, boxOf(frame)) }]
  }))
  const shares = new Map<string, number>()
  for (const { frame: { alike }, set } of texts.flat()) if (alike) shares.set(alike, Math.min(shares.get(alike) ?? 1, set.share))
  return {
    texts: texts.map((page, number) => page.map(({ frame, index, parts, set }) => {
      const share = shares.get(frame.alike ?? '') ?? set.share
      const final: SetText = share < set.share ? setText(setting, parts, boxOf(frame), share) : set
      if (final.over > 0.05 || final.broken.length > 0) overflow.push({ page: number, frame: index, over: final.over / mm, broken: final.broken })
      return { frame, index, runs: final.runs }
    })),
    overflow,
  }
}

const boxOf = ({ width, height, align, vertical }: TextFrame) => ({ width: width * mm, height: height * mm, align, vertical })

function wordsOf({ source }: TextPart, slots: Slots, locale: 'fr' | 'en'): string {
  return 'slot' in source ? (slots[source.slot] ?? '') : (source.words[locale] ?? source.words.fr ?? source.words.en ?? '')
}

function toSet({ style, size, leading = 1.25, before = 0.5, capitals = false, hyphenate = false }: TextPart, { align }: TextFrame, text: string, locale: 'fr' | 'en', hyphenator: Hyphenator): PartToSet {
  return {
    paragraphs: readParagraphs(text, { style, locale, capitals, hyphenator: hyphenate ? hyphenator : null }),
    least: size.least, most: size.most, leading, before,
    // What is parted at hyphens is a text to be read; what is not is a title.
    balanced: align === 'centre' || !hyphenate,
  }
}
