/** Words of the place. */
export const historyWords = {
  fr: { title: '' },
  en: { title: '' },
}
