/** What shows the people of an import that just ended: those who got its tags, and the ones changed last first. */
import type { ImportOptions } from '#core/csv/plan'
import type { PeopleQuery } from '#core/domain/query'

export function importedQuery(options: ImportOptions): PeopleQuery {
  return {
    search: '',
    filters: options.tags?.length ? [{ kind: 'tag', any: [options.tags[0]!] }] : [],
    sort: { column: 'updatedAt', descending: true },
  }
}
