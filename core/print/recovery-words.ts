/** What stands on a recovery sheet, in both languages. It is read in years, by someone who has lost everything else: nothing may be left to remember. */

export interface RecoveryWords {
  title: string
  /** Title of the file, shown by viewers and printers. */
  fileTitle: string
  made(when: string): string
  /** The one sentence that must not be missed. */
  power: string
  what: string
  relay(address: string): string
  keep: string
  keeping: readonly string[]
  use: string
  using: readonly string[]
  lines: string
  letters: string
  footer(when: string): string
}

const french: RecoveryWords = {
  title: 'Feuille de secours',
  fileTitle: 'Feuille de secours',
  made: (when) => `Faite le ${when}`,
  power: 'Qui tient cette feuille tient la section.',
  what: 'Elle fait revenir la section, avec toutes ses personnes, sur un nouvel ordinateur, même si tous les autres sont perdus. Aucune phrase de passe n’est demandée\u00a0: cette feuille et le relais suffisent.',
  relay: (address) => `Relais\u00a0: ${address}`,
  keep: 'La garder',
  keeping: [
    'Sur papier, sous enveloppe fermée, ailleurs que les ordinateurs\u00a0: un coffre, ou chez une personne de confiance.',
    'Ni photo, ni photocopie, ni fichier\u00a0: une copie ouvre autant que l’original.',
    'Perdue, ou vue par quelqu’un d’autre\u00a0? Dans Section › Organisateurs, retirez-la et imprimez-en une autre.',
  ],
  use: 'S’en servir',
  using: [
    'Sur un ordinateur où Permanence est installé, choisissez «\u00a0J’ai une feuille de secours\u00a0».',
    'Tapez les lignes ci-dessous. L’application montre à mesure celle qui est mal tapée.',
    'Elle ne sert qu’une fois\u00a0: la section revenue, imprimez-en une nouvelle et détruisez celle-ci.',
  ],
  lines: 'À taper, ligne par ligne',
  letters: 'Elles n’ont ni 0, ni O, ni 1, ni I. Les espaces et les majuscules ne comptent pas. Le QR code dit la même chose que les lignes.',
  footer: (when) => `Feuille de secours du ${when}  ·  Page 1/1`,
}

const english: RecoveryWords = {
  title: 'Recovery sheet',
  fileTitle: 'Recovery sheet',
  made: (when) => `Made on ${when}`,
  power: 'Whoever holds this sheet holds the section.',
  what: 'It brings the section back, with all its people, on a new computer, even if all the others are lost. No passphrase is asked: this sheet and the relay are enough.',
  relay: (address) => `Relay: ${address}`,
  keep: 'How to keep it',
  keeping: [
    'On paper, in a closed envelope, away from the computers: a safe, or with someone you trust.',
    'No photo, no photocopy, no file: a copy opens as much as the original.',
    'Lost, or seen by someone else? In Section › Organizers, remove it and print another one.',
  ],
  use: 'How to use it',
  using: [
    'On a computer where Permanence is installed, choose “I have a recovery sheet”.',
    'Type the lines below. The app shows as you go which one is mistyped.',
    'It works only once: when the section is back, print a new one and destroy this one.',
  ],
  lines: 'To be typed, line by line',
  letters: 'There is no 0, O, 1 or I in them. Spaces and capitals do not matter. The QR code says the same as the lines.',
  footer: (when) => `Recovery sheet of ${when}  ·  Page 1/1`,
}

export const recoveryWords: Readonly<Record<'fr' | 'en', RecoveryWords>> = { fr: french, en: english }
