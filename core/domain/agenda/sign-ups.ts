/**
 * Which sign-ups are meant by a time that an action takes place.
 * Invariant: moving an action to another hour, making it a series or taking one time out of a series loses nobody who signed up.
 */
import type { Person } from '../person'
import { recurs, type Action, type SignUp } from './action'

/** Rules by which something takes place more than once a day are told apart by the hour, all others by the day. */
const severalADay = /FREQ=(HOURLY|MINUTELY|SECONDLY)|BYHOUR=[^;]*,|BYMINUTE=[^;]*,/

const dayOf = (local: string) => local.slice(0, 10)

/** Whether somebody who signed up for `said` (see `SignUp.on`) comes to the time `on` of this action. */
function isFor(action: Pick<Action, 'start' | 'rule' | 'also'>, on: string, said: string): boolean {
  if (!recurs(action)) return said === '' || dayOf(said) === dayOf(action.start.local)
  const [asked, meant] = [on || action.start.local, said || action.start.local]
  return severalADay.test(action.rule) ? asked === meant : dayOf(asked) === dayOf(meant)
}

/** How far back the origins of an action are looked for: a series that is cut again and again. */
const mostOrigins = 50

/** Those among `of(action)` who signed up for this time, also while it was part of another series. */
export function signUpsFor<Said extends { signUp: SignUp }>(action: Action, on: string, find: (id: Action['id']) => Action | undefined, of: (id: Action['id']) => readonly Said[]): Said[] {
  const found = of(action.id).filter(({ signUp }) => isFor(action, on, signUp.on))
  let [at, asked] = [action, on]
  for (let step = 0; step < mostOrigins && at.from; step++) {
    const { action: origin, on: from } = at.from
    // One that was taken out stands for that time of its series, wherever it was moved to.
    const meant = recurs(at) ? asked || at.start.local : from
    found.push(...of(origin).filter(({ signUp }) => signUp.on !== '' && dayOf(signUp.on) === dayOf(meant)))
    const before = find(origin)
    if (!before) break
    ;[at, asked] = [before, meant]
  }
  return found
}

/** As `signUpsFor`, of one person. */
export function signUpsOf({ signUps = [] }: Pick<Person, 'signUps'>, action: Action, on: string, find: (id: Action['id']) => Action | undefined): SignUp[] {
  return signUpsFor(action, on, find, (id) => signUps.flatMap((signUp) => (signUp.action === id ? { signUp } : []))).map(({ signUp }) => signUp)
}
