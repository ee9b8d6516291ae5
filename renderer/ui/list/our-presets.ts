/** Models of lists that every section has: what it prints each month, with no more of people than that takes (GDPR art. 5(1)(c)). */
import type { HandColumn, ListLayout } from '#core/domain/list-layout'
import type { ListPreset } from '#core/domain/list-preset'
import { columnsFor } from './sheet-columns'
import { printWords } from './words'

export const plainLayout: Omit<ListLayout, 'columns'> = {
  orientation: 'portrait', consent: null, destroyAfterUse: true, grouping: null, pageEachGroup: false, order: null, rowHeight: null, perCaller: null, numbered: true, emptyRows: 0,
}

/** What one calls in an evening. */
export const usualPerCaller = 20

const notes = (title: string): HandColumn => ({ hand: 'write', title, room: 'wide' })
const ticks = (...titles: string[]) => titles.map((title): HandColumn => ({ hand: 'tick', title }))

export function ourPresets(locale: 'fr' | 'en'): ListPreset[] {
  const { name, column } = printWords[locale].ours
  return [
    { name: name.contacts, layout: { ...plainLayout, columns: columnsFor(null) } },
    {
      name: name.calls,
      layout: {
        ...plainLayout, consent: { purpose: 'action', channel: 'call' }, orientation: 'landscape', rowHeight: 9, perCaller: usualPerCaller,
        columns: ['name', 'phones', 'availability', ...ticks(column.comes, column.message, column.callAgain, column.noMore), notes(column.notes)],
      },
    },
    { name: name.signIn, layout: { ...plainLayout, order: 'name', rowHeight: 12, emptyRows: 8, columns: ['name', 'city', notes(column.signature)] } },
    { name: name.mail, layout: { ...plainLayout, consent: { purpose: 'membership', channel: 'post' }, grouping: 'street', order: 'street', columns: ['name', 'address', ...ticks(column.delivered)] } },
    { name: name.attendance, layout: { ...plainLayout, order: 'name', rowHeight: 9, emptyRows: 5, columns: ['name', 'phones', ...ticks(column.here, column.excused), notes(column.notes)] } },
  ]
}
