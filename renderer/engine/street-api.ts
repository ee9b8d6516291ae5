/** What screens may ask of people street by street; see api.ts. */
import type { CoveredPlace } from '#core/domain/agenda/coverage'
import type { PersonId } from '#core/domain/ids'
import type { StreetOfPeople } from '#core/domain/streets'

export interface StreetCalls {
  /** In which streets of a commune, or of what a sector has of it, people live. Rejects with `role-forbids`. */
  peopleStreets(place: CoveredPlace): StreetOfPeople[]
  /** Those who live in them, by name; `streets`: their keys. Rejects with `role-forbids`. */
  peopleInStreets(request: { place: CoveredPlace; streets: string[] }): PersonId[]
}
