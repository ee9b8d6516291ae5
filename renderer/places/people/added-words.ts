/** Words of the filter "added since". */
export const addedWords = {
  fr: {
    kind: 'Ajouté·e depuis',
    days_one: 'Ajouté·e·s depuis {{count, number}} jour',
    days_other: 'Ajouté·e·s depuis {{count, number}} jours',
    day: 'Ajouté·e·s depuis le {{date}}',
    lately: 'Depuis tant de jours',
    since: 'Depuis le',
  },
  en: {
    kind: 'Added since',
    days_one: 'Added in the last {{count, number}} day',
    days_other: 'Added in the last {{count, number}} days',
    day: 'Added since {{date}}',
    lately: 'In the last so many days',
    since: 'Since',
  },
}
