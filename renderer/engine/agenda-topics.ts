/** Topics of the agenda. */
import type { TopicSources } from '#core/ports/rpc'
import type { AgendaTopics } from './agenda-api'
import type { Lifecycle } from './lifecycle'
import { listenWhileOpen } from './while-open'

export function agendaTopics(lifecycle: Lifecycle): TopicSources<AgendaTopics> {
  const whileOpen = listenWhileOpen(lifecycle)
  let version = 0
  return {
    agenda: (_request, emit) =>
      whileOpen(
        ({ people }) => people,
        ({ store }) => store.complete() && emit({ version: ++version }),
      ),
    action: (id, emit) =>
      whileOpen(
        ({ people }) => people,
        ({ store }) => store.complete() && emit(store.actions.get(id) ?? null),
      ),
  }
}
