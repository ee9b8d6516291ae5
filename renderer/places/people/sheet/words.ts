/** Words of a person's sheet. */
export const sheetWords = {
  fr: { title: '' },
  en: { title: '' },
}
