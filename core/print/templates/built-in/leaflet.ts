/**
 * A sheet of A4 folded twice, into six panels of DL (99 × 210 mm). The panel that is folded in is 3 mm narrower than the
 * others, or it buckles: outside it is the left one, inside the right one, so that both sides lie back to back.
 */
import type { Template } from '../template'
import { bold, fill, image, imprint, own, plain, qr, signature, text } from './frames'

/** mm: left edges of the panels. */
const outside = { flap: 0, back: 97, front: 197 }
const inside = { first: 0, second: 100, third: 200 }
const margin = 9

export const leafletDl: Template = {
  id: 'leaflet-dl', kind: 'leaflet', name: { fr: 'Dépliant trois volets', en: 'Three-fold leaflet' }, page: { width: 297, height: 210, bleed: 3 },
  pages: [
    {
      folds: [97, 197],
      frames: [
        // Folded in: read second.
        fill([0, 0, 97, 210], 'tint'),
        text([outside.flap + margin, 20, 97 - 2 * margin, 150], [
          bold('subtitle', [14, 26], 'primary', { leading: 1.1 }), bold('date', [12, 16], 'ink', { leading: 1.15, before: 1.4 }), bold('time', [11, 15], 'ink', { leading: 1.15, before: 0.2 }), plain('place', [10, 12.5], 'ink', { leading: 1.3, before: 0.5 }),
        ], { vertical: 'middle' }),
        // The back.
        text([outside.back + margin, 20, 100 - 2 * margin, 60], [own(bold('', 10, 'primary', { capitals: true }), 'Nous parler', 'Talk to us'), plain('contact', [8, 10.5], 'ink', { leading: 1.4, before: 0.7 }), plain('address', [8, 10], 'soft', { leading: 1.35, before: 0.7 })]),
        qr(outside.back + 30, 92, 40),
        text([outside.back + margin, 136, 100 - 2 * margin, 10], [plain('website', [8, 11], 'ink')], { align: 'centre', shown: { with: 'link' } }),
        imprint([outside.back + margin, 188, 100 - 2 * margin, 13], 'soft', [5, 6.5]),
        // The front.
        fill([outside.front, 0, 100, 210], 'primary'),
        image([outside.front, 0, 100, 80], 'image', 'cover', { with: 'image' }),
        fill([outside.front + margin, 20, 18, 2], 'secondary', { with: 'kicker', without: 'image' }),
        text([outside.front + margin, 26, 100 - 2 * margin, 11], [bold('kicker', [6.5, 11], 'paper', { capitals: true })], { shown: { without: 'image' } }),
        text([outside.front + margin, 40, 100 - 2 * margin, 112], [bold('title', [17, 56], 'paper', { leading: 1.06 })], { vertical: 'middle', shown: { without: 'image' } }),
        text([outside.front + margin, 88, 100 - 2 * margin, 72], [bold('kicker', [8, 10], 'paper', { capitals: true }), bold('title', [15, 42], 'paper', { leading: 1.06, before: 0.4 })], { vertical: 'middle', shown: { with: 'image' } }),
        fill([outside.front, 170, 100, 40], 'secondary'),
        ...signature([outside.front + margin, 178, 100 - 2 * margin, 23], [11, 16], 'ink'),
      ],
    },
    {
      folds: [100, 200],
      frames: [
        fill([0, 0, 297, 5], 'primary'),
        fill([inside.second, 5, 100, 205], 'tint'),
        text([inside.first + margin, 18, 100 - 2 * margin, 174], [bold('title', [15, 24], 'primary', { leading: 1.1 }), plain('text', [9, 13.5], 'ink', { leading: 1.4, hyphenate: true, before: 1 }), plain('source', [7.5, 9], 'soft', { before: 1 })]),
        text([inside.second + margin, 18, 100 - 2 * margin, 174], [own(bold('', [13, 18], 'primary', { leading: 1.1 }), 'Nos propositions', 'What we propose'), plain('text2', [9, 13.5], 'ink', { leading: 1.4, hyphenate: true, before: 1 })], { shown: { with: 'text2' } }),
        text([inside.third + margin, 18, 97 - 2 * margin, 110], [own(bold('', [13, 18], 'primary', { leading: 1.1 }), 'Rejoignez-nous', 'Join us'), plain('text3', [9, 13.5], 'ink', { leading: 1.4, hyphenate: true, before: 1 }), bold('call', [11, 16], 'primary', { leading: 1.2, before: 1 })]),
        // To be cut off and given back.
        fill([inside.third + margin, 138, 97 - 2 * margin, 0.3], 'soft'),
        text([inside.third + margin, 141, 97 - 2 * margin, 6], [own(bold('', 8, 'ink'), 'Ce que je voudrais changer ici', 'What I would like to change here')]),
        ...[156, 165, 174, 183, 192].map((y) => fill([inside.third + margin, y, 97 - 2 * margin, 0.25], 'soft')),
      ],
    },
  ],
}
