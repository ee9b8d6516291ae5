/** That something of the library, or where its files are, has changed. */
import type { TopicSources } from '#core/ports/rpc'
import type { Lifecycle } from '../lifecycle'
import { listenWhileOpen } from '../while-open'
import type { LibraryTopics } from './library-api'

export function libraryTopics(lifecycle: Lifecycle): TopicSources<LibraryTopics> {
  const whileOpen = listenWhileOpen(lifecycle)
  let version = 0
  return {
    library(_request, emit) {
      const stops = (['people', 'files'] as const).map((what) =>
        whileOpen(
          (section) => (what === 'people' ? section.people : section.files.changes),
          ({ store }) => store.complete() && emit({ version: ++version }),
        ),
      )
      return () => stops.forEach((stop) => stop())
    },
  }
}
