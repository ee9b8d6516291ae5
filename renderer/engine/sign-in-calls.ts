/** Sign-in sheets of actions, and the notice that a section puts on them. */
import { occurrenceOf } from '#core/domain/agenda/occurrences'
import { everyone } from '#core/domain/query'
import { homeZone } from '#core/domain/home-zone'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import type { Fonts } from '#core/print/fonts'
import { sheetCode } from '#core/print/sheet-code'
import { noticeFrom, noticeKey, noticeMark } from '#core/print/sign-in-notice'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import { renderSignInSheet, type SignInSheetInput } from '#core/print/sign-in-sheet'
import { renderSignInStrips } from '#core/print/sign-in-strips'
import { renderSlips, slipsOnPage } from '#core/print/slips'
import { sheetWords } from '#core/print/words'
import type { SectionStore } from '#core/section/section-store'
import type { SignInCalls, SignInRequest } from './agenda-api'
import { keepLaidOut } from './laid-out'
import type { Lifecycle } from './lifecycle'

/** Two hundred pages: more is a slip of the keyboard. */
const mostBlankRows = 3000

export function signInCalls(lifecycle: Pick<Lifecycle, 'current'>, fonts: () => Promise<Fonts>): Handlers<SignInCalls> {
  const loaded = async () => {
    const { store } = lifecycle.current()
    await store.loaded
    return store
  }
  const noticeOf = (store: SectionStore) => noticeFrom(store.settings().get(noticeKey))

  function variantOf(store: SectionStore, { variant, locale }: SignInRequest): SignInSheetInput['variant'] {
    if (variant === 'assembly') {
      const quality = sheetWords[locale].relation.member
      return { kind: 'assembly', members: membersOf(store).map(({ lastName, firstName }) => ({ lastName, firstName, quality })) }
    }
    const notice = noticeOf(store)
    if (!notice) throw new PortError('notice-missing')
    return { kind: 'meeting', notice }
  }

  return {
    async signInSheet(request) {
      const store = await loaded()
      // A meeting's names nobody: volunteers print it too.
      if (request.variant === 'assembly' && !store.membership.holds('people')) throw new PortError('role-forbids')
      const { locale, blankRows } = request
      const action = store.actions.get(request.action)
      const occurrence = action && occurrenceOf(action, request.on, homeZone())
      if (!action || !occurrence) throw new PortError('action-gone')
      const variant = variantOf(store, request)
      const said = { title: titleInWords(action, locale), occasion: occasionInWords(occurrence, action, locale) }
      const onIt = variant.kind === 'assembly' ? membersOf(store).map(({ id, lastName, firstName }, at) => ({ row: at + 1, id, lastName, firstName })) : []
      const facts = {
        ...said, sectionName: store.name(), blankRows: Math.min(mostBlankRows, Math.max(0, Math.floor(blankRows) || 0)), code: sheetCode(crypto.getRandomValues(new Uint8Array(16))), locale, at: Date.now(),
      }
      const loadedFonts = await fonts()
      const sheet =
        variant.kind === 'meeting' && request.layout === 'slips'
          ? await renderSlips({ ...facts, purpose: 'meeting', notice: variant.notice, pages: Math.ceil(facts.blankRows / slipsOnPage) }, loadedFonts)
          : variant.kind === 'meeting' && request.layout === 'strips'
            ? await renderSignInStrips({ ...facts, variant }, loadedFonts)
            : await renderSignInSheet({ ...facts, variant }, loadedFonts)
      keepLaidOut(store, sheet.code, { ...said, variant: variant.kind, locale, notice: variant.kind === 'meeting' ? noticeMark(variant.notice) : '', rows: onIt.length, members: onIt })
      return { ...sheet, printed: variant.kind === 'assembly' ? variant.members.length : 0 }
    },
    signInNotice: async () => noticeOf(await loaded()),
  }
}

/** In the order of the people's table. Who has no name has an empty cell, never an address or a number in its place. */
export const membersOf = ({ people }: SectionStore) => people.rows({ ...everyone, filters: [{ kind: 'relation', any: ['member'] }] }, 0, Infinity)
