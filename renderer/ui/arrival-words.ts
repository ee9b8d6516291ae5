/** Words of a section's base that is arriving, in the strip above all places and where the section's state is told. */
export const arrivalWords = {
  fr: {
    bar: 'Part de la base déjà reçue',
    coming: 'La base de la section arrive.',
    cut: 'La base de la section n’est pas encore toute là : la suite viendra d’elle-même.',
    held: 'La base de la section n’est pas encore toute là.',
    work: 'Vous pouvez déjà travailler.',
    size: '{{done, number}} Mo sur {{total, number}} Mo',
    people_one: '{{count, number}} personne reçue',
    people_other: '{{count, number}} personnes reçues',
  },
  en: {
    bar: 'Share of the base received so far',
    coming: 'The section’s base is arriving.',
    cut: 'The section’s base is not all here yet: the rest will come by itself.',
    held: 'The section’s base is not all here yet.',
    work: 'You can already work.',
    size: '{{done, number}} of {{total, number}} MB',
    people_one: '{{count, number}} person received',
    people_other: '{{count, number}} people received',
  },
}
