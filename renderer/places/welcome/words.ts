/** Words of the place. */
export const welcomeWords = {
  fr: { title: '' },
  en: { title: '' },
}
