/** What every sheet of an action says of it, and numbers that are typed for sheets. */
import { newSheetCode } from '#core/print/sheet-code'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import type { SectionStore } from '#core/section/section-store'
import type { ActionTime } from './action-time'

/** With a code of its own. */
export const sheetFacts = (store: Pick<SectionStore, 'name'>, { action, occurrence }: ActionTime, locale: 'fr' | 'en') => ({
  title: titleInWords(action, locale), occasion: occasionInWords(occurrence, action, locale), sectionName: store.name(), code: newSheetCode(), locale, at: Date.now(),
})

/** `most`: more is a slip of the keyboard. What is no number is the least. */
export const wholeNumber = (typed: number, least: number, most: number): number => Math.min(most, Math.max(least, Math.floor(typed) || least))
