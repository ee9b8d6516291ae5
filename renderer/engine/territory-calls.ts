/** Calls about the section's own territory, with the code of calendars: loaded when first asked for. */
import { coverageOf, coverageOfSectors, timesIn } from '#core/domain/agenda/coverage'
import { walkStreets } from '#core/domain/agenda/walk-lines'
import { homeZone } from '#core/domain/home-zone'
import type { Handlers } from '#core/ports/rpc'
import type { Fonts } from '#core/print/fonts'
import { newSheetCode } from '#core/print/sheet-code'
import type { Lifecycle } from './lifecycle'
import type { TerritoryCalls } from './territory-api'

const byName = new Intl.Collator('fr', { numeric: true })

export function territoryCalls(lifecycle: Pick<Lifecycle, 'current'>, fonts: () => Promise<Fonts>): Handlers<TerritoryCalls> {
  const loaded = async () => {
    const { store } = lifecycle.current()
    await store.loaded
    return store
  }

  return {
    async sectors() {
      const { sectors } = await loaded()
      return [...sectors.values()]
        .sort((one, other) => byName.compare(one.name, other.name) || (one.id < other.id ? -1 : 1))
        .map((sector) => ({ ...sector, buildings: walkStreets(sector.buildings).flatMap(({ buildings }) => buildings) }))
    },
    async sectorCoverage({ now }) {
      const { sectors, actions } = await loaded()
      return coverageOfSectors(sectors.values(), actions.values(), now, homeZone())
    },
    async coverageTimes({ place, now }) {
      const { actions } = await loaded()
      return timesIn(place, actions.values(), now, homeZone()).map(({ action: id, on, from, to }) => {
        const { title, kind, place: spot } = actions.get(id)!
        return { action: id, on, from, title, kind, place: spot, ahead: to > now }
      })
    },
    async coverageSheet({ by, weeks, now, locale }) {
      const { sectors, actions, name } = await loaded()
      const rows =
        by === 'town'
          ? coverageOf(actions.values(), now, homeZone()).map((town) => ({ ...town, name: town.city, more: '' }))
          : coverageOfSectors(sectors.values(), actions.values(), now, homeZone()).map((sector) => ({ ...sector, more: sector.city }))
      const { renderCoverageSheet } = await import('#core/print/coverage-sheet')
      return renderCoverageSheet({ by, rows, weeks, sectionName: name(), code: newSheetCode(), locale, at: now, timeZone: homeZone() }, await fonts())
    },
  }
}
