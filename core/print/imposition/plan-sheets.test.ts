import { describe, expect, it } from 'vitest'
import { errorCode } from '../../ports/errors'
import type { BookletLayout } from './booklet'
import { dividedSheet, type NUpLayout } from './n-up'
import { paperSizes } from './paper-sizes'
import { planSheets, type Layout } from './plan-sheets'
import type { PosterLayout } from './poster'
import { allEdges } from './rectangle'

const { A4, A6 } = paperSizes
const common = { paper: A4, margin: allEdges(5), duplex: 'long', marks: true, bleed: 0, shrink: false } as const
const nUp: NUpLayout = { ...common, kind: 'n-up', ...dividedSheet(A4, 4), gutter: 0, order: 'repeat', scale: 'fit' }
const booklet: BookletLayout = { ...common, kind: 'booklet', cell: null, creep: 0.1, signature: null, blanks: 'end' }
const poster: PosterLayout = { kind: 'poster', paper: A4, margin: allEdges(5), orientation: 'auto', page: 0, size: paperSizes.A2, overlap: 10, marks: true }

describe('pages that nobody expects', () => {
  it.each([['as thin as a hair', 0.1, 0.1], ['five metres long', 5000, 5000], ['a ribbon', 0.1, 5000], ['a banner', 5000, 30]])('%s still come out on the paper, at a scale that is said', (_name, width, height) => {
    for (const layout of [nUp, booklet, poster, { ...nUp, bleed: 3, gutter: 6, shrink: true }]) {
      const plan = planSheets([{ width, height }, A6], layout)
      expect(plan.scales.length).toBeGreaterThan(0)
      const lengths = plan.sheets.flatMap(({ front, back }) => [...front.cells, ...(back?.cells ?? [])]).flatMap(({ x, y, width: wide, height: high, scale, clip }) => [x, y, wide, high, scale, ...Object.values(clip)])
      expect(lengths.every(Number.isFinite)).toBe(true)
    }
  })

  it('two thousand of them are planned in every way', () => {
    const pages = Array.from({ length: 2000 }, () => A6)
    for (const [layout, sheets] of [[nUp, 1000], [{ ...nUp, order: 'cut-stack' }, 250], [{ ...nUp, ...dividedSheet(A4, 8), duplex: 'none' }, 2000], [booklet, 500], [{ ...booklet, signature: 16 }, 500]] as const) {
      expect(planSheets(pages, layout).sheets).toHaveLength(sheets)
    }
  })
})

describe('what makes no sheet', () => {
  it.each([
    ['no pages', [], nUp],
    ['a page without width', [{ width: 0, height: 10 }], nUp],
    ['a page that is no number', [{ width: NaN, height: 10 }], nUp],
    ['a page beyond all paper', [{ width: Infinity, height: 10 }], nUp],
    ['more pages than a job', Array.from({ length: 5001 }, () => A6), nUp],
    ['paper of a stamp', [A6], { ...nUp, paper: { width: 10, height: 10 } }],
    ['paper beyond what a PDF holds', [A6], { ...nUp, paper: { width: 6000, height: 100 } }],
    ['a margin as wide as the paper', [A6], { ...nUp, margin: allEdges(120) }],
    ['thousands of cells', [A6], { ...nUp, cell: { width: 5, height: 5 }, grid: null }],
    ['cells of a hair', [A6], { ...nUp, cell: { width: 0.1, height: 5 } }],
    ['a grid without rows', [A6], { ...nUp, grid: { columns: 2, rows: 0 } }],
    ['gutters without room for cells', [A6], { ...nUp, gutter: 100, grid: { columns: 4, rows: 4 }, shrink: true }],
    ['a signature that can’t be folded', [A6], { ...booklet, signature: 6 }],
    ['an overlap as wide as the tile', [A6], { ...poster, overlap: 100 }],
    ['a poster of a town', [A6], { ...poster, size: { width: 90_000, height: 90_000 } }],
    ['a page that is not there', [A6], { ...poster, page: 3 }],
  ] as [string, { width: number; height: number }[], Layout][])('%s is refused', (_name, pages, layout) => {
    let code = ''
    try {
      planSheets(pages, layout)
    } catch (error) {
      code = errorCode(error)
    }
    expect(code).toBe('print-failed')
  })
})
