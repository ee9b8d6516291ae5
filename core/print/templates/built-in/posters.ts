/** Posters: the title from across the street, the day and the place from the pavement. A coloured ground, since black on white is kept for official notices. */
import type { Template } from '../template'
import { bold, fill, image, imprint, plain, qr, scaled, signature, text } from './frames'

export const posterA4: Template = {
  id: 'poster-a4', kind: 'poster', name: { fr: 'Affiche A4', en: 'Poster A4' }, page: { width: 210, height: 297, bleed: 3 },
  pages: [{
    frames: [
      fill([0, 0, 210, 180], 'primary'),
      image([0, 0, 210, 96], 'image', 'cover', { with: 'image' }),
      fill([15, 18, 30, 3.2], 'secondary', { with: 'kicker', without: 'image' }),
      text([15, 27, 180, 13], [bold('kicker', [11, 20], 'paper', { capitals: true })], { shown: { without: 'image' } }),
      text([15, 44, 180, 126], [bold('title', [30, 170], 'paper', { leading: 1.03 }), plain('subtitle', [17, 28], 'paper', { leading: 1.18, before: 0.7 })], { shown: { without: 'image' }, vertical: 'middle' }),
      text([15, 104, 180, 68], [bold('kicker', [9, 17], 'paper', { capitals: true }), bold('title', [22, 84], 'paper', { leading: 1.03, before: 0.3 })], { shown: { with: 'image' }, vertical: 'middle' }),
      fill([0, 180, 210, 6], 'secondary'),
      fill([0, 186, 210, 111], 'tint'),
      text([15, 196, 180, 62], [
        bold('date', [24, 46], 'primary', { leading: 1.06 }), bold('time', [20, 38], 'primary', { leading: 1.06, before: 0.22 }), plain('place', [14, 22], 'ink', { leading: 1.25, before: 0.55 }), bold('call', [12, 18], 'ink', { before: 0.7 }),
      ], { shown: { without: 'link' }, vertical: 'middle' }),
      text([15, 196, 130, 62], [
        bold('date', [20, 40], 'primary', { leading: 1.06 }), bold('time', [17, 32], 'primary', { leading: 1.06, before: 0.22 }), plain('place', [13, 20], 'ink', { leading: 1.25, before: 0.55 }), bold('call', [12, 17], 'ink', { before: 0.7 }),
      ], { shown: { with: 'link' }, vertical: 'middle' }),
      qr(153, 202, 42),
      ...signature([15, 264, 180, 16], [14, 20]),
      imprint([15, 281, 180, 7], 'soft', [5, 7]),
    ],
  }],
}

/** ISO 216: the next size is √2 larger. */
export const posterA3 = scaled(posterA4, Math.SQRT2, { id: 'poster-a3', name: { fr: 'Affiche A3', en: 'Poster A3' }, page: { width: 297, height: 420, bleed: 3 } })
