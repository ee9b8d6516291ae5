/** What is handed from one person to another: an invitation, a card left at a door, and the square that is shared online. */
import type { Template } from '../template'
import { bold, fill, image, imprint, own, plain, qr, signature, text } from './frames'

export const invitationA6: Template = {
  id: 'invitation-a6', kind: 'invitation', name: { fr: 'Invitation A6', en: 'Invitation A6' }, page: { width: 148, height: 105, bleed: 3 },
  pages: [{
    frames: [
      fill([0, 0, 50, 105], 'primary'),
      fill([50, 0, 1.6, 105], 'secondary'),
      text([7, 9, 36, 30], [own(bold('', [11, 18], 'paper', { leading: 1.12 }), 'Vous êtes invité·e', 'You are invited')]),
      ...signature([7, 72, 36, 24], [8, 12], 'paper'),
      text([60, 9, 80, 44], [bold('kicker', [7, 9], 'primary', { capitals: true }), bold('title', [11, 36], 'ink', { leading: 1.08, before: 0.5 }), plain('subtitle', [8, 11], 'ink', { leading: 1.2, before: 0.6 })]),
      fill([60, 57, 14, 1], 'secondary', { with: 'date' }),
      text([60, 61, 80, 33], [
        bold('date', [10, 14], 'primary', { leading: 1.1 }), bold('time', [9, 12.5], 'primary', { leading: 1.1, before: 0.2 }), plain('place', [8, 10.5], 'ink', { leading: 1.25, before: 0.4 }), plain('contact', [6.5, 8], 'soft', { before: 0.8 }),
      ], { shown: { without: 'link' } }),
      text([60, 61, 55, 33], [
        bold('date', [9, 13], 'primary', { leading: 1.1 }), bold('time', [8.5, 12], 'primary', { leading: 1.1, before: 0.2 }), plain('place', [7.5, 10], 'ink', { leading: 1.25, before: 0.4 }), plain('contact', [6, 7.5], 'soft', { before: 0.8 }),
      ], { shown: { with: 'link' } }),
      qr(119, 61, 21),
      imprint([60, 95, 80, 5], 'soft', [3.8, 5]),
    ],
  }],
}

const lines = [0, 1, 2, 3].map((at) => fill([8, 90 + at * 9, 89, 0.25], 'soft'))

/** Left where nobody opened; somebody writes on it by hand. */
export const doorCard: Template = {
  id: 'door-card', kind: 'door-card', name: { fr: 'Carte « nous sommes passés »', en: 'Card “we came by”' }, page: { width: 105, height: 148, bleed: 3 },
  pages: [{
    frames: [
      fill([0, 0, 105, 42], 'primary'),
      fill([0, 42, 105, 1.8], 'secondary'),
      text([8, 9, 89, 27], [own(bold('', [18, 30], 'paper', { leading: 1.06 }), 'Nous sommes passés vous voir', 'We came by to see you')], { vertical: 'middle' }),
      text([8, 49, 89, 30], [
        own(plain('', [8, 10.5], 'ink', { leading: 1.32, hyphenate: true }), 'Nous faisons du porte-à-porte dans le quartier pour parler avec vous de ce qui compte ici. Vous n’étiez pas là : nous vous laissons ce mot.', 'We are going from door to door to talk with you about what matters here. You were out: we leave you this note.'),
        bold('title', [8, 10.5], 'primary', { leading: 1.2, before: 0.7 }),
      ]),
      ...lines,
      text([8, 119.5, 62, 4], [own(bold('', [6.5, 8], 'ink', {}), 'Pour nous parler :', 'To talk to us:')], { shown: { with: 'contact' } }),
      text([8, 123.5, 62, 4.5], [plain('contact', [6, 8.5], 'ink', {})]),
      ...signature([8, 128.8, 62, 9], [7, 9.5]),
      qr(78, 120, 19),
      imprint([8, 139, 89, 4.2], 'soft', [3.8, 5]),
    ],
  }],
}

/** 1,080 pixels at 254 dots per inch. Not printed: without imprint. */
export const socialSquare: Template = {
  id: 'social-square', kind: 'social', name: { fr: 'Carré à partager', en: 'Square to share' }, page: { width: 108, height: 108, bleed: 0 },
  pages: [{
    frames: [
      fill([0, 0, 108, 108], 'primary'),
      image([0, 0, 108, 50], 'image', 'cover', { with: 'image' }),
      fill([9, 10, 16, 1.6], 'secondary', { with: 'kicker', without: 'image' }),
      text([9, 14.5, 90, 8], [bold('kicker', [6, 11], 'paper', { capitals: true })], { shown: { without: 'image' } }),
      text([9, 24, 90, 46], [bold('title', [13, 60], 'paper', { leading: 1.04 }), plain('subtitle', [9, 13], 'paper', { leading: 1.2, before: 0.6 })], { shown: { without: 'image' }, vertical: 'middle' }),
      text([9, 53, 90, 20], [bold('title', [11, 26], 'paper', { leading: 1.04 })], { shown: { with: 'image' }, vertical: 'middle' }),
      fill([0, 76, 108, 32], 'secondary', { with: 'date' }),
      text([9, 79, 59, 25], [
        bold('date', [10, 17], 'ink', { leading: 1.08 }), bold('time', [9, 14], 'ink', { leading: 1.1, before: 0.2 }), plain('place', [8, 10.5], 'ink', { leading: 1.2, before: 0.4 }),
      ], { vertical: 'middle' }),
      text([70, 79, 29, 25], [bold('organisation', [7, 10], 'ink', { leading: 1.1 }), plain('website', [5.5, 8], 'ink', { before: 0.4 })], { vertical: 'middle', align: 'right', shown: { without: 'logo' } }),
      { ...image([71, 82, 28, 19], 'logo', 'contain', { with: 'logo' }), focus: { x: 1, y: 0.5 } },
    ],
  }],
}
