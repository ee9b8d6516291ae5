import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paperSizes } from './paper-sizes'
import { planSheets } from './plan-sheets'
import { cutAway, type PosterLayout } from './poster'
import { allEdges, common, isWide, type Rectangle } from './rectangle'
import type { Plan, Tile } from './sheet-plan'

const { A0, A1, A2, A3, A4, A5 } = paperSizes
const poster: PosterLayout = { kind: 'poster', paper: A4, margin: allEdges(5), orientation: 'auto', page: 0, size: A2, overlap: 10, marks: true }
const plan = (layout: Partial<PosterLayout> = {}, page = A4): Plan => planSheets([page], { ...poster, ...layout })
const anyPoster = fc.record({
  paper: fc.constantFrom(A4, A3), overlap: fc.integer({ min: 0, max: 25 }), orientation: fc.constantFrom('auto', 'portrait', 'landscape'),
  size: fc.oneof(fc.constantFrom(A3, A2, A1, A0), fc.record({ columns: fc.integer({ min: 1, max: 5 }), rows: fc.integer({ min: 1, max: 5 }) })),
})
const anyPage = fc.record({ width: fc.integer({ min: 20, max: 1500 }), height: fc.integer({ min: 20, max: 1500 }) })

/** What of a tile is still seen once it is cut and its neighbours are glued on. */
function left(tile: Tile, tiles: readonly Tile[], overlap: number): Rectangle {
  const is = (row: number, column: number) => tiles.some((other) => other.row === tile.row + row && other.column === tile.column + column)
  const [away, glued] = [cutAway(overlap), overlap - cutAway(overlap)]
  const { x, y, width, height } = tile.area
  const [cutLeft, cutTop, right, bottom] = [is(0, -1) ? away : 0, is(-1, 0) ? away : 0, is(0, 1) ? glued : 0, is(1, 0) ? glued : 0]
  return { x: x + cutLeft, y: y + bottom, width: width - cutLeft - right, height: height - cutTop - bottom }
}

describe('a poster on several sheets', () => {
  it('is whole once the tiles are cut and glued: what is seen of them covers it once, and neighbours share the overlap', () => {
    fc.assert(fc.property(anyPage, anyPoster, (page, layout) => {
      const { poster: made, sheets, paper } = plan(layout, page)
      const { tiles } = made!
      const seen = tiles.map((tile) => left(tile, tiles, layout.overlap))
      expect(seen.reduce((sum, { width, height }) => sum + width * height, 0)).toBeCloseTo(made!.width * made!.height, 3)
      for (const [at, one] of seen.entries()) {
        expect(Math.min(one.width, one.height)).toBeGreaterThan(0)
        for (const other of seen.slice(at + 1)) expect(common(one, other).width * common(one, other).height).toBeCloseTo(0, 6)
      }
      for (const one of tiles) {
        for (const other of tiles) {
          const shared = common(one.area, other.area)
          if (one.row === other.row && other.column === one.column + 1) expect(shared.width).toBeCloseTo(layout.overlap, 6)
          if (one.column === other.column && other.row === one.row + 1) expect(shared.height).toBeCloseTo(layout.overlap, 6)
        }
        // On its sheet it lies within what the printer reaches.
        const { clip, scale, width, height } = sheets[one.sheet!]!.front.cells[0]!
        expect([clip.width, clip.height, width, height].map((length) => length.toFixed(3))).toEqual([one.area.width, one.area.height, page.width * scale, page.height * scale].map((length) => length.toFixed(3)))
        const within = common(clip, { x: 5, y: 5, width: paper.width - 10, height: paper.height - 10 })
        expect(within.width * within.height).toBeCloseTo(clip.width * clip.height, 3)
      }
    }), { numRuns: 60 })
  })

  it('takes as few sheets as possible, the tiles lying as that needs', () => {
    const a2 = plan()
    expect([a2.sheets.length, isWide(a2.paper), a2.scales]).toEqual([8, true, [200]])
    expect(plan({ orientation: 'portrait' }).sheets).toHaveLength(9)
    expect([plan({ size: A3 }).sheets.length, plan({ size: A0, paper: A3 }).sheets.length, plan({ size: A1, paper: A3 }).sheets.length]).toEqual([4, 9, 6])
    // An A4 page on A4 with margins takes more than one: whoever wants one prints it as it is.
    expect(plan({ size: { columns: 1, rows: 1 } })).toMatchObject({ scales: [95.2], sheets: { length: 1 } })
    expect(plan({ size: { columns: 2, rows: 2 } })).toMatchObject({ scales: [185.7], sheets: { length: 4 }, paper: A4 })
    // A grid holds no row that nothing is on.
    expect(plan({ size: { columns: 1, rows: 3 } }, { width: 290, height: 200 }).sheets).toHaveLength(1)
    // A wide page makes a wide poster of the format.
    expect(plan({ size: A2 }, { width: 210, height: 148 }).poster).toMatchObject({ width: expect.closeTo(594, 0), height: expect.closeTo(419, 0) })
  })

  it('its tiles are called as on a map, row by row', () => {
    expect(plan().poster!.tiles.map(({ label }) => label)).toEqual(['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'D1', 'D2'])
    for (const { front } of plan().sheets) expect(front.label).toBeDefined()
    expect(plan({ size: { columns: 1, rows: 28 }, orientation: 'portrait' }, { width: 20, height: 7000 }).poster!.tiles.slice(-3).map(({ label }) => label)).toEqual(['Z1', 'AA1', 'AB1'])
  })

  it('bears marks and names only on what is cut away, glued over or beside it', () => {
    for (const size of [A2, A1, { columns: 2, rows: 2 }, { columns: 1, rows: 3 }] as const) {
      const { poster: made, sheets } = plan({ size })
      for (const tile of made!.tiles) {
        const { cells: [cell], marks, label } = sheets[tile.sheet!]!.front
        const seen = left(tile, made!.tiles, 10)
        const kept = { ...seen, x: cell!.clip.x + seen.x - tile.area.x, y: cell!.clip.y + seen.y - tile.area.y }
        for (const { kind, from: [x1, y1], to: [x2, y2] } of marks) {
          // Half of the line's thickness to all sides: 0.6 points for a cut.
          const half = kind === 'cut' ? 0.106 : 0.05
          const ink = common(kept, { x: Math.min(x1, x2) - half, y: Math.min(y1, y2) - half, width: Math.abs(x2 - x1) + 2 * half, height: Math.abs(y2 - y1) + 2 * half })
          expect(Math.min(ink.width, ink.height), `${tile.label} ${kind}`).toBe(0)
        }
        const name = common(kept, label!.area)
        expect(Math.min(name.width, name.height)).toBeLessThan(1e-6)
      }
    }
  })

  it('leaves white tiles out, says how many, and neither cuts nor glues at them', () => {
    const asked: Rectangle[] = []
    const made = plan({ isWhite: (area) => (asked.push(area), area.y < 200) })
    expect(asked).toHaveLength(8)
    const skipped = made.poster!.tiles.filter(({ sheet }) => sheet === null)
    expect(skipped.map(({ label }) => label)).toEqual(['C1', 'C2', 'D1', 'D2'].slice(made.sheets.length - 4))
    expect(made.notes).toEqual([{ kind: 'tiles-skipped', tiles: skipped.length }])
    const lowest = made.sheets.at(-1)!.front
    expect(lowest.marks.some(({ kind, from, to }) => kind === 'glue' && from[0] === to[0])).toBe(false)
    // A white page is still a poster.
    expect(plan({ isWhite: () => true })).toMatchObject({ sheets: { length: 8 }, notes: [] })
  })

  it('A5 on a grid of one tile has no joint', () => {
    expect(plan({ size: { columns: 1, rows: 1 } }, A5).sheets[0]!.front.marks.every(({ kind }) => kind === 'crop')).toBe(true)
  })
})
