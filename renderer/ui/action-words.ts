/** Words of an action, shared by every screen and sheet that shows one. */
import { kindWords } from '#core/domain/agenda/kind-words'

export const actionWords = {
  fr: {
    kind: kindWords.fr,
  },
  en: {
    kind: kindWords.en,
  },
}
