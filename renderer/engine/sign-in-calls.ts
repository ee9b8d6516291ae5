/** Sign-in sheets of actions, and the notice that a section puts on them. */
import type { PrintedMember } from '#core/domain/agenda/printed-sheet'
import { everyone } from '#core/domain/query'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import type { Fonts } from '#core/print/fonts'
import { noticeFrom, noticeKey, noticeMark } from '#core/print/sign-in-notice'
import { renderSignInSheet, type SignInSheetInput } from '#core/print/sign-in-sheet'
import { renderSignInStrips } from '#core/print/sign-in-strips'
import { renderSlips, slipsOnPage } from '#core/print/slips'
import { sheetWords } from '#core/print/words'
import type { SectionStore } from '#core/section/section-store'
import { needed, timeOf } from './action-time'
import type { SignInCalls, SignInRequest } from './agenda-api'
import { keepLaidOut } from './laid-out'
import type { Lifecycle } from './lifecycle'
import { sheetFacts, wholeNumber } from './sheet-facts'

/** Two hundred pages: more is a slip of the keyboard. */
const mostBlankRows = 3000

export function signInCalls(lifecycle: Pick<Lifecycle, 'current'>, fonts: () => Promise<Fonts>): Handlers<SignInCalls> {
  const loaded = async () => {
    const { store } = lifecycle.current()
    await store.loaded
    return store
  }
  const noticeOf = (store: SectionStore) => noticeFrom(store.settings().get(noticeKey))

  function variantOf(store: SectionStore, { variant, locale }: SignInRequest, members: readonly PrintedMember[]): SignInSheetInput['variant'] {
    if (variant === 'assembly') {
      const quality = sheetWords[locale].relation.member
      return { kind: 'assembly', members: members.map(({ lastName, firstName }) => ({ lastName, firstName, quality })) }
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
      const { locale, variant: kind } = request
      const time = needed(timeOf(store, request))
      const members = kind === 'assembly' ? membersOf(store).map(({ id, lastName, firstName }, at) => ({ row: at + 1, id, lastName, firstName })) : []
      const variant = variantOf(store, request, members)
      const facts = { ...sheetFacts(store, time, locale), blankRows: wholeNumber(request.blankRows, 0, mostBlankRows) }
      const loadedFonts = await fonts()
      const sheet =
        variant.kind === 'meeting' && request.layout === 'slips'
          ? await renderSlips({ ...facts, purpose: 'meeting', notice: variant.notice, pages: Math.ceil(facts.blankRows / slipsOnPage) }, loadedFonts)
          : variant.kind === 'meeting' && request.layout === 'strips'
            ? await renderSignInStrips({ ...facts, variant }, loadedFonts)
            : await renderSignInSheet({ ...facts, variant }, loadedFonts)
      const { code, title, occasion } = facts
      keepLaidOut(store, code, { title, occasion, variant: kind, locale, notice: variant.kind === 'meeting' ? noticeMark(variant.notice) : '', rows: members.length, members })
      return { ...sheet, printed: members.length }
    },
    signInNotice: async () => noticeOf(await loaded()),
  }
}

/** In the order of the people's table. Who has no name has an empty cell, never an address or a number in its place. */
export const membersOf = ({ people }: SectionStore) => people.rows({ ...everyone, filters: [{ kind: 'relation', any: ['member'] }] }, 0, Infinity)
