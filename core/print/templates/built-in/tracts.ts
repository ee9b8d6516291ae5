/** Tracts: a block in the section's colour that is read from three metres, and what one reads when one holds it. */
import type { Frame, Template } from '../template'
import { bold, fill, image, imprint, plain, qr, signature, text } from './frames'

/** What is said below the block; where there is no date, the text has its place. */
const body = (small: number, large: number) => [
  bold('date', [small * 1.25, large * 1.5], 'primary', { leading: 1.1 }),
  bold('time', [small * 1.15, large * 1.3], 'primary', { leading: 1.1, before: 0.2 }),
  plain('place', [small, large * 1.1], 'ink', { before: 0.35, leading: 1.2 }),
  plain('text', [small, large], 'ink', { before: 0.9, leading: 1.3, hyphenate: true }),
  bold('call', [small, large * 1.1], 'primary', { before: 0.8 }),
  plain('source', [small * 0.8, large * 0.75], 'soft', { before: 0.8 }),
]

/** The block at the top of a page: kicker above, title on its foot. */
function block(width: number, height: number, margin: number, title: readonly [number, number], from = 0): Frame[] {
  const small = Math.max(7, title[0] * 0.42)
  return [
    fill([0, from, width, height - from], 'primary'),
    fill([0, height, width, margin * 0.22], 'secondary'),
    fill([margin, from + margin, margin * 1.6, margin * 0.16], 'secondary', { with: 'kicker' }),
    text([margin, from + margin * 1.55, width - 2 * margin, margin * 0.75], [bold('kicker', [small * 0.55, small], 'paper', { capitals: true })]),
    text([margin, from + margin * 2.6, width - 2 * margin, height - from - margin * 3.5], [
      bold('title', title, 'paper', { leading: 1.06 }), plain('subtitle', [title[0] * 0.45, title[1] * 0.42], 'paper', { leading: 1.2, before: 0.55 }),
    ], { vertical: 'bottom' }),
  ]
}

export const tractA6: Template = {
  id: 'tract-a6', kind: 'tract', name: { fr: 'Tract A6', en: 'Leaflet A6' }, page: { width: 105, height: 148, bleed: 3 },
  pages: [{
    frames: [
      ...block(105, 66, 8, [13, 52]),
      text([8, 73.5, 89, 53.5], body(7, 10.5), { shown: { without: 'link' } }),
      text([8, 73.5, 64, 53.5], body(7, 10.5), { shown: { with: 'link' } }),
      qr(77, 74.5, 20),
      fill([8, 129.4, 89, 0.2], 'soft'),
      ...signature([8, 130.6, 89, 7.2], [6.5, 8.5]),
      imprint([8, 138.4, 89, 4.2]),
    ],
  }],
}

export const tractA6TwoSided: Template = {
  id: 'tract-a6-2', kind: 'tract', name: { fr: 'Tract A6 recto verso', en: 'Leaflet A6, two sides' }, page: { width: 105, height: 148, bleed: 3 },
  pages: [
    {
      frames: [
        fill([0, 0, 105, 148], 'primary'),
        image([0, 0, 105, 66], 'image', 'cover', { with: 'image' }),
        fill([8, 10, 14, 1.4], 'secondary', { with: 'kicker', without: 'image' }),
        text([8, 14, 89, 8], [bold('kicker', [5.5, 9.5], 'paper', { capitals: true })], { shown: { without: 'image' } }),
        text([8, 24, 89, 74], [bold('title', [16, 64], 'paper', { leading: 1.05 }), plain('subtitle', [9, 15], 'paper', { leading: 1.2, before: 0.6 })], { shown: { without: 'image' }, vertical: 'middle' }),
        text([8, 70, 89, 40], [bold('kicker', [6.5, 8.5], 'paper', { capitals: true }), bold('title', [12, 36], 'paper', { leading: 1.05, before: 0.35 })], { shown: { with: 'image' }, vertical: 'middle' }),
        fill([0, 114, 105, 34], 'secondary', { with: 'date' }),
        text([8, 117, 89, 23], [
          bold('date', [10, 17], 'ink', { leading: 1.1 }), bold('time', [9, 14], 'ink', { leading: 1.1, before: 0.2 }), plain('place', [8, 11], 'ink', { before: 0.4, leading: 1.2 }),
        ], { vertical: 'middle' }),
      ],
    },
    {
      frames: [
        fill([0, 0, 105, 3], 'primary'),
        text([8, 10, 89, 103], [bold('subtitle', [11, 17], 'primary', { leading: 1.12 }), plain('text', [7.5, 12.5], 'ink', { leading: 1.34, hyphenate: true, before: 0.9 }), bold('call', [8, 13], 'primary', { before: 0.9 }), plain('source', [6, 8], 'soft', { before: 0.9 })], { shown: { without: 'link' } }),
        text([8, 10, 89, 95], [bold('subtitle', [11, 17], 'primary', { leading: 1.12 }), plain('text', [7.5, 12.5], 'ink', { leading: 1.34, hyphenate: true, before: 0.9 }), bold('call', [8, 13], 'primary', { before: 0.9 }), plain('source', [6, 8], 'soft', { before: 0.9 })], { shown: { with: 'link' } }),
        qr(75, 109, 22),
        ...signature([8, 116, 62, 14], [8, 11]),
        text([8, 130.4, 62, 4.6], [plain('contact', [5.5, 7.5], 'soft')]),
        imprint([8, 136.6, 89, 5]),
      ],
    },
  ],
}

export const tractA5: Template = {
  id: 'tract-a5', kind: 'tract', name: { fr: 'Tract A5', en: 'Leaflet A5' }, page: { width: 148, height: 210, bleed: 3 },
  pages: [{
    frames: [
      image([0, 0, 148, 54], 'image', 'cover', { with: 'image' }),
      fill([0, 54, 148, 34], 'primary', { with: 'image' }),
      fill([0, 88, 148, 2.4], 'secondary', { with: 'image' }),
      text([10, 57, 128, 28], [bold('kicker', [7, 9.5], 'paper', { capitals: true }), bold('title', [14, 34], 'paper', { leading: 1.06, before: 0.3 })], { shown: { with: 'image' }, vertical: 'middle' }),
      ...block(148, 86, 10, [18, 76]).map((frame): Frame => ({ ...frame, shown: { ...frame.shown, without: 'image' } })),
      text([10, 100, 128, 78], body(8.5, 13), { shown: { without: 'link' } }),
      text([10, 100, 95, 78], body(8.5, 13), { shown: { with: 'link' } }),
      qr(112, 101, 26),
      fill([10, 183, 128, 0.25], 'soft'),
      ...signature([10, 185, 128, 10], [9, 12]),
      imprint([10, 196, 128, 6], 'soft', [4.5, 6]),
    ],
  }],
}

export const tractA4: Template = {
  id: 'tract-a4', kind: 'tract', name: { fr: 'Tract A4', en: 'Leaflet A4' }, page: { width: 210, height: 297, bleed: 3 },
  pages: [{
    frames: [
      ...block(210, 112, 15, [25, 110]),
      text([15, 126, 180, 126], [plain('text', [10, 16], 'ink', { leading: 1.38, hyphenate: true }), bold('call', [12, 18], 'primary', { before: 1 }), plain('source', [8, 10], 'soft', { before: 1 })], { shown: { without: 'date' } }),
      text([15, 126, 112, 126], [plain('text', [9.5, 15], 'ink', { leading: 1.38, hyphenate: true }), bold('call', [11, 16], 'primary', { before: 1 }), plain('source', [8, 10], 'soft', { before: 1 })], { shown: { with: 'date' } }),
      fill([136, 126, 59, 126], 'tint', { with: 'date' }),
      fill([136, 126, 59, 2], 'secondary', { with: 'date' }),
      text([142, 134, 47, 66], [
        bold('date', [13, 20], 'primary', { leading: 1.1 }), bold('time', [12, 17], 'primary', { leading: 1.15, before: 0.35 }), plain('place', [10, 13], 'ink', { leading: 1.3, before: 0.9 }), plain('contact', [8, 10], 'soft', { leading: 1.3, before: 1 }),
      ]),
      qr(142, 206, 40),
      fill([15, 262, 180, 0.3], 'soft'),
      ...signature([15, 264.5, 180, 13], [11, 15]),
      imprint([15, 279.5, 180, 8], 'soft', [5, 7]),
    ],
  }],
}
