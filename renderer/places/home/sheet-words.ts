/** Words of the sheets that are still to be keyed. */
export const unkeyedWords = {
  fr: {
    title_one: '{{count, number}} feuille à saisir',
    title_other: '{{count, number}} feuilles à saisir',
    more: 'imprimées pour une action passée depuis moins de soixante jours',
    lost: 'Elle ne reviendra pas',
    lostOf: 'Elle ne reviendra pas : feuille {{code}}',
    isLost: 'Feuille {{code}} classée sans retour.',
  },
  en: {
    title_one: '{{count, number}} sheet to key',
    title_other: '{{count, number}} sheets to key',
    more: 'printed for an action of the last sixty days',
    lost: 'It will not come back',
    lostOf: 'It will not come back: sheet {{code}}',
    isLost: 'Sheet {{code}} is not waited for any more.',
  },
}
