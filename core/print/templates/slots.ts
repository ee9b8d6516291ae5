/** What a template is filled from: an action, a text of the library, or a hand. Names nobody: what is handed out is not where a person's number belongs. */
import type { Action } from '../../domain/agenda/action'
import { kindWords } from '../../domain/agenda/kind-words'
import type { Asset } from '../../domain/library/asset'
import { instantOf, isDay, momentAt, type Moment } from '../../domain/agenda/moment'
import { hourInWords, titleInWords, whenInWords } from '../sign-in-occasion'
import type { SlotName } from './template'
import { templateWords } from './template-words'

/** A slot of a newer version's template may have any name; what is missing is empty. */
export type Slots = Readonly<Partial<Record<SlotName, string>> & Record<string, string | undefined>>

/** One time of an action, by the clocks of `zone`, which are those of the section. */
export function slotsOfAction(action: Pick<Action, 'kind' | 'title' | 'place' | 'address' | 'city' | 'audience' | 'description'>, { start, end }: { start: Moment; end: Moment }, locale: 'fr' | 'en', zone: string): Slots {
  const words = templateWords[locale]
  const [from, to] = [start, end].map((moment) => (isDay(moment) ? moment : momentAt(instantOf(moment, zone), zone))) as [Moment, Moment]
  const long = whenInWords(from, to, locale)
  const firstDay: Moment = { local: from.local.slice(0, 10), zone: null }
  const first = whenInWords(firstDay, firstDay, locale)
  // Past midnight it is still that evening: the day stands apart from the hours unless there is another one among them.
  const hours = long.startsWith(`${first}, `) && !long.slice(first.length + 2).includes(',')
  const street = [action.place.trim() === '' ? '' : action.address, action.city].map((part) => part.trim()).filter(Boolean).join(', ')
  return {
    kicker: action.title === '' ? '' : (kindWords[locale][action.kind] ?? ''),
    title: titleInWords(action, locale),
    date: capitalised(hours ? first : long, locale),
    time: !hours ? '' : to.local > from.local ? words.hours(hourInWords(from, locale), hourInWords(to, locale)) : hourInWords(from, locale),
    place: [action.place.trim() || action.address.trim(), street].filter(Boolean).join('\n'),
    text: action.description,
    call: action.audience === 'everyone' ? words.everyone : '',
  }
}

const capitalised = (text: string, locale: string): string => text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1)

/**
 * What an argument says, or any text of the library; nothing of a slot that it says nothing about. `has`: those of the template.
 * One that has no place for the source has it as the last paragraph of the text: what is claimed is not parted from who says so.
 */
export function slotsOfText({ title, campaign, text, link, source }: Pick<Asset, 'title' | 'campaign' | 'text' | 'link' | 'source'>, has: ReadonlySet<string>, locale: 'fr' | 'en'): Slots {
  const said = source.trim() === '' ? '' : templateWords[locale].source(source.trim())
  const filled: Slots = { kicker: campaign.trim(), title: title.trim(), text: has.has('source') || said === '' ? text.trim() : `${text.trim()}\n\n${said}`, link: link.trim(), source: said }
  return Object.fromEntries(Object.entries(filled).filter(([slot, words]) => words && has.has(slot)))
}
