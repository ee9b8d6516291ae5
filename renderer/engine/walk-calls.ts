/** Walk lists and letterbox sheets of actions. */
import { occurrenceOf } from '#core/domain/agenda/occurrences'
import { homeZone } from '#core/domain/home-zone'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import type { Fonts } from '#core/print/fonts'
import { renderLetterboxSheet } from '#core/print/letterbox-sheet'
import { sheetCode } from '#core/print/sheet-code'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import { renderWalkSheet } from '#core/print/walk-sheet'
import type { Lifecycle } from './lifecycle'
import type { WalkCalls } from './walk-api'

/** More is a slip of the keyboard. */
const mostBlank = 50

export function walkCalls(lifecycle: Pick<Lifecycle, 'current'>, fonts: () => Promise<Fonts>): Handlers<WalkCalls> {
  return {
    async walkSheet({ action: id, on, sector, variant, streets, blank, locale }) {
      const { store } = lifecycle.current()
      await store.loaded
      const action = store.actions.get(id)
      const occurrence = action && occurrenceOf(action, on, homeZone())
      if (!action || !occurrence) throw new PortError('action-gone')
      const render = variant === 'walk' ? renderWalkSheet : renderLetterboxSheet
      return render(
        {
          title: titleInWords(action, locale), occasion: occasionInWords(occurrence, action, locale), sectionName: store.name(), sector, streets,
          blank: Math.min(mostBlank, Math.max(0, Math.floor(blank) || 0)), code: sheetCode(crypto.getRandomValues(new Uint8Array(16))), locale, at: Date.now(),
        },
        await fonts(),
      )
    },
  }
}
