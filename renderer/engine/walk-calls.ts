/** Walk lists and letterbox sheets of actions. */
import type { Handlers } from '#core/ports/rpc'
import type { Fonts } from '#core/print/fonts'
import { renderLetterboxSheet } from '#core/print/letterbox-sheet'
import { renderWalkSheet } from '#core/print/walk-sheet'
import { needed, timeOf } from './action-time'
import type { Lifecycle } from './lifecycle'
import { sheetFacts, wholeNumber } from './sheet-facts'
import type { WalkCalls } from './walk-api'

/** More is a slip of the keyboard. */
const mostBlank = 50

export function walkCalls(lifecycle: Pick<Lifecycle, 'current'>, fonts: () => Promise<Fonts>): Handlers<WalkCalls> {
  return {
    async walkSheet({ sector, variant, streets, blank, locale, ...of }) {
      const { store } = lifecycle.current()
      await store.loaded
      const facts = sheetFacts(store, needed(timeOf(store, of)), locale)
      const render = variant === 'walk' ? renderWalkSheet : renderLetterboxSheet
      return render({ ...facts, sector, streets, blank: wholeNumber(blank, 0, mostBlank) }, await fonts())
    },
  }
}
