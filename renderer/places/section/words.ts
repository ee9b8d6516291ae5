/** Words of the place. */
export const sectionWords = {
  fr: { title: '' },
  en: { title: '' },
}
