/** The calendar file of the section that is open, kept as its agenda is. The code of calendars is loaded only where one is kept. */
import type { Action } from '#core/domain/agenda/action'
import { PortError } from '#core/ports/errors'
import type { Host } from '#core/ports/host'
import type { Handlers, RpcClient, TopicSources } from '#core/ports/rpc'
import type { KeepingCalls, KeepingTopics } from './keeping-api'
import type { Keeper } from './calendar-keeper'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'

export interface CalendarKeeping {
  calls: Handlers<KeepingCalls>
  topics: TopicSources<KeepingTopics>
  /** Writes what waits to be written, before the app ends. */
  flush(): Promise<void>
}

export function calendarKeeping(lifecycle: Lifecycle, host: RpcClient<Host>): CalendarKeeping {
  const listeners = new Set<() => void>()
  const tell = () => listeners.forEach((listener) => listener())
  let kept: { section: OpenSection; keeper: Keeper; unhear(): void } | null = null
  /** Already asked whether it has one. */
  let asked: OpenSection | null = null

  function stop(): void {
    kept?.unhear()
    kept?.keeper.stop()
    kept = null
    tell()
  }

  async function start(section: OpenSection, path: string, locale: 'fr' | 'en'): Promise<Keeper> {
    const [{ calendarKeeper }, { calendarOf }] = await Promise.all([import('./calendar-keeper'), import('./calendar-file')])
    stop()
    let of: { actions: Action[]; name: string; bytes: Uint8Array } | null = null
    const keeper = calendarKeeper(path, {
      async make() {
        const actions = [...section.store.actions.values()]
        const name = section.store.name()
        // An action that changes is another one: of a base where people are keyed, nothing is written anew.
        if (of && of.name === name && of.actions.length === actions.length && of.actions.every((action, at) => action === actions[at])) return of.bytes
        of = { actions, name, bytes: calendarOf(actions, name, locale) }
        return of.bytes
      },
      write: (bytes) => host.call('calendarWrite', bytes),
      onState: tell,
      now: () => Date.now(),
    })
    const unhear = section.people.listen(() => section.store.complete() && keeper.changed())
    kept = { section, keeper, unhear }
    return keeper
  }

  lifecycle.statusChanges.listen(() => {
    const status = lifecycle.status()
    const section = status.phase === 'open' && status.complete ? lifecycle.current() : null
    if (kept && section !== kept.section) stop()
    if (!section) {
      asked = null
      return
    }
    if (section === asked) return
    asked = section
    host.call('calendarKept').then((file) => (file && section === asked ? start(section, file.path, file.locale) : null)).catch(() => {})
  })
  lifecycle.beforeLeaving(async (section) => {
    if (section !== kept?.section) return
    // What was said just before is in it too.
    await section.commands.whenQuiet(async () => {}).catch(() => {})
    await kept.keeper.flush()
  })

  return {
    calls: {
      async keepCalendar({ token, locale }) {
        const section = lifecycle.current()
        await section.store.loaded
        const { path } = await host.call('calendarKeep', token, locale)
        const keeper = await start(section, path, locale)
        keeper.changed()
        await keeper.flush()
        const { failing } = keeper.state()
        if (!failing) return
        await host.call('calendarForget').catch(() => {})
        stop()
        throw new PortError(failing === 'full' ? 'disk-full' : 'file-not-written')
      },
      async forgetCalendar() {
        await host.call('calendarForget')
        stop()
      },
    },
    topics: {
      keptCalendar(_request, emit) {
        const say = () => emit(kept?.keeper.state() ?? null)
        listeners.add(say)
        say()
        return () => listeners.delete(say)
      },
    },
    flush: async () => kept?.keeper.flush(),
  }
}
