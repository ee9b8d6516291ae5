/** What the form of a new action holds as text, and the action that it makes. */
import type { ActionDraft, ActionKind, ProposedDate, Shift } from '#core/domain/agenda/action'
import { kindDefaults, type TaskName } from '#core/domain/agenda/kinds'
import { instantOf, type Moment } from '#core/domain/agenda/moment'
import { divideSpan } from '#core/domain/agenda/shifts'
import { daysLater } from '#core/domain/days'

export interface ActionForm {
  kind: ActionKind
  title: string
  /** `YYYY-MM-DD`, `HH:MM`; an end that is not after the beginning is on the day after. */
  day: string
  begins: string
  ends: string
  city: string
  place: string
  shifts: number
  least: number
  proposal: boolean
  /** Further days that a proposal offers. */
  otherDays: string[]
}

const pad = (number: number) => String(number).padStart(2, '0')
const clockOf = (minutes: number) => `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** As the kind usually is, on this day; at `begins` where an hour was pointed at. */
export function formFor(kind: ActionKind, day: string, begins = kindDefaults[kind].begins): ActionForm {
  const { minutes, shifts, least } = kindDefaults[kind]
  return { kind, title: '', day, begins, ends: clockOf(minutesOf(begins) + minutes), city: '', place: '', shifts, least, proposal: false, otherDays: [] }
}

/** Another kind: what was not touched follows it. */
export function withKind(form: ActionForm, kind: ActionKind): ActionForm {
  const was = formFor(form.kind, form.day, form.begins)
  const is = formFor(kind, form.day, form.begins === kindDefaults[form.kind].begins ? undefined : form.begins)
  const pick = <Key extends 'begins' | 'ends' | 'shifts' | 'least'>(key: Key): ActionForm[Key] => (form[key] === was[key] ? is[key] : form[key])
  return { ...form, kind, begins: pick('begins'), ends: pick('ends'), shifts: pick('shifts'), least: pick('least') }
}

export type FormFault = 'noDay' | 'noTime' | 'noRoom'

/** `words`: of the kind's check list. `newId`: for shifts, tasks and dates. Answers what is missing instead. */
export function draftOf(form: ActionForm, zone: string, words: (task: TaskName) => string, newId: () => string): ActionDraft | FormFault {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(form.day)) return 'noDay'
  if (!/^\d{2}:\d{2}$/.test(form.begins) || !/^\d{2}:\d{2}$/.test(form.ends)) return 'noTime'
  const { start, end } = spanOn(form, form.day, zone)
  const shifts = shiftsOf(form, start, end, zone, newId)
  if (!shifts) return 'noRoom'
  const dates: ProposedDate[] = form.proposal ? [form.day, ...form.otherDays.filter(Boolean)].map((day) => ({ id: newId(), ...spanOn(form, day, zone) })) : []
  return {
    kind: form.kind, title: form.title.trim(), status: form.proposal ? 'proposed' : 'planned', start, end, city: form.city.trim(), place: form.place.trim(),
    audience: kindDefaults[form.kind].audience, shifts, dates,
    tasks: kindDefaults[form.kind].tasks.map((task, at) => ({ id: `${pad(at)}${newId()}`, text: words(task), done: false })),
  }
}

export const endsNextDay = ({ begins, ends }: Pick<ActionForm, 'begins' | 'ends'>) => begins !== '' && ends !== '' && ends <= begins

function spanOn(form: ActionForm, day: string, zone: string): { start: Moment; end: Moment } {
  return { start: { local: `${day}T${form.begins}:00`, zone }, end: { local: `${endsNextDay(form) ? daysLater(day, 1) : day}T${form.ends}:00`, zone } }
}

function shiftsOf({ shifts, least }: ActionForm, start: Moment, end: Moment, zone: string, newId: () => string): Shift[] | null {
  if (shifts < 1) return []
  try {
    const from = instantOf(start, zone)
    return divideSpan({ start, end }, shifts, zone).map((span) => ({
      id: newId(), from: (instantOf(span.start, zone) - from) / 60_000, to: (instantOf(span.end, zone) - from) / 60_000, least, most: 0, role: '',
    }))
  } catch {
    return null
  }
}
