/** Words of the place. */
export const peopleWords = {
  fr: { title: '' },
  en: { title: '' },
}
