/**
 * A text as it is typed, as paragraphs of words that a line may be made of. Invariant: nothing typed is lost; the words, put
 * together again, are the text with its spaces set as its language wants them.
 * A line begins anew where one was typed; an empty line parts paragraphs; a line that begins with a dash or a dot is a point
 * of a list; what stands between ** and ** is bold.
 */
import { typeset } from '../../domain/french-spaces'
import type { Joint } from './break-lines'
import type { Hyphenator } from './hyphenation'

export type WordStyle = 'regular' | 'bold'

export interface Piece {
  segments: { text: string; style: WordStyle }[]
  /** What a line may be parted at after it; of the last one nothing. */
  joint: Joint
}

/** Held together by no-break spaces and by meaning; a line may be parted between its pieces if need be. */
export interface Word {
  pieces: Piece[]
}

export interface Paragraph {
  words: Word[]
  rightToLeft: boolean
  point: boolean
  /** An empty line was typed before it. */
  parted: boolean
}

/** Letters that are written from right to left: the first letter says how the paragraph runs. */
const strong = /[\p{L}]/u
const leftwards = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const pointMark = /^\s*[-–—•*]\s+(?=\S)/

export interface Reading {
  style: WordStyle
  locale: 'fr' | 'en'
  capitals?: boolean
  hyphenator?: Hyphenator | null
}

export function readParagraphs(typed: string, { style, locale, capitals = false, hyphenator = null }: Reading): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let bold = false
  let parted = false
  for (const line of typed.normalize('NFC').split(/\r\n|[\r\n\u2028\u2029]/)) {
    if (line.trim() === '') {
      parted = paragraphs.length > 0
      // What was never closed is not bold for ever.
      bold = false
      continue
    }
    const point = pointMark.test(line)
    const set = typeset(line.replace(pointMark, ''), locale)
    const words: Word[] = []
    for (const chunk of set.split(/[ \t\u2000-\u2006\u2008-\u200a\u3000]+/).filter(Boolean)) {
      const segments: { text: string; style: WordStyle }[] = []
      for (const [at, part] of chunk.split('**').entries()) {
        if (at > 0) bold = !bold
        const text = capitals ? part.toLocaleUpperCase(locale) : part
        if (text !== '') segments.push({ text, style: bold || style === 'bold' ? 'bold' : 'regular' })
      }
      if (segments.length > 0) words.push({ pieces: piecesOf(segments, capitals ? null : hyphenator) })
    }
    const first = strong.exec(words.map((word) => wordText(word)).join(''))?.[0] ?? ''
    // A French address below an Arabic hall stands where the hall does; after an empty line another language may begin.
    const above = parted ? undefined : paragraphs.at(-1)
    if (words.length > 0) paragraphs.push({ words, rightToLeft: above ? above.rightToLeft : leftwards.test(first), point, parted })
    parted = false
  }
  return paragraphs
}

export const wordText = ({ pieces }: Word): string => pieces.flatMap(({ segments }) => segments.map(({ text }) => text)).join('')

/** A word of two styles stays whole. */
function piecesOf(segments: Piece['segments'], hyphenator: Hyphenator | null): Piece[] {
  const [only] = segments
  if (segments.length !== 1 || !only) return [{ segments, joint: 'letter' }]
  const { text, style } = only
  const piece = (part: string, joint: Joint): Piece => ({ segments: [{ text: part, style }], joint })
  if (/:\/\/|@|^www\.|\.[a-z]{2,}(?:\/|$)/.test(text)) return (text.match(/[^/.@?&=]*[/.@?&=]*/g) ?? []).filter(Boolean).map((part) => piece(part, 'address'))
  // At the author's own: soft hyphens, then what holds two words together.
  return text.split('\u00ad').flatMap((part, at, parts) => {
    const pieces = (part.match(/[^-–/]+[-–/]*|[-–/]+/g) ?? []).flatMap((half, index, halves) => {
      const whole = halves.length === 1 && parts.length === 1
      const syllables = hyphenator && whole ? hyphenator(half) : [half]
      return syllables.map((syllable, number) => piece(syllable, number < syllables.length - 1 ? 'hyphen' : 'own-hyphen'))
    })
    const last = pieces.at(-1)
    if (last && at < parts.length - 1) last.joint = 'hyphen'
    return pieces
  })
}
