/**
 * What is decided for a whole column before any row is read: the order of days and months, which word of a name is the surname, whether postal codes
 * lost a zero. Decided cell by cell, one column would hold two meanings and nobody could tell which birthdays are wrong.
 */
import { readPostalCode } from '../domain/address'
import type { Communes } from '../domain/communes'
import { columnOrder, type DateOrder } from '../domain/dates'
import { columnNameOrder, type NameOrder } from '../domain/names'
import { saysNone, saysNothing } from './cells'
import type { ImportTarget } from './plan'
import type { Tool } from './tools'

export interface ColumnPlan {
  index: number
  header: string
  target: ImportTarget
  dateOrder: DateOrder
  nameOrder: NameOrder | null
  /** All cells are digits, five at most: a code of four lost its zero. */
  lostZeros: boolean
}

/** Collects, over all rows, only what the decisions need. */
export interface ColumnSurvey {
  see(cells: readonly string[]): void
  /** Non-empty cells by column. */
  filled: number[]
  /** The first different values by column. */
  samples: string[][]
  plans(): ColumnPlan[]
}

const dateTarget = (target: ImportTarget) => target === 'birth' || /^consents\..*\.(?:refusal|date|optin)$/.test(target)
const orderMatters = /^\s*'?\d{1,2}\s*[/.\-\s]\s*\d{1,2}\s*[/.\-\s]/
/** Enough whole names to know a column's habit. */
const enoughNames = 2000

export function surveyColumns(headers: readonly string[], targets: readonly (ImportTarget | null)[], tool: Tool | null, communes?: Communes): ColumnSurvey {
  const width = Math.max(headers.length, targets.length)
  const filled = new Array<number>(width).fill(0)
  const samples = Array.from({ length: width }, (): string[] => [])
  const dates = new Map<number, Set<string>>()
  const names = new Map<number, string[]>()
  const codes = new Map<number, { five: number; other: number; four: Set<string> }>()
  targets.forEach((target, column) => {
    if (target === null) return
    if (dateTarget(target)) dates.set(column, new Set())
    if (target === 'fullName') names.set(column, [])
    if (target === 'postalCode') codes.set(column, { five: 0, other: 0, four: new Set() })
  })
  const watched = [...dates.keys(), ...names.keys(), ...codes.keys()]
  return {
    filled,
    samples,
    see(cells) {
      const length = Math.min(cells.length, width)
      for (let column = 0; column < length; column++) {
        const cell = cells[column]!
        if (cell === '') continue
        filled[column]!++
        const seen = samples[column]!
        if (seen.length < 5 && !seen.includes(cell)) seen.push(cell)
      }
      for (const column of watched) {
        const cell = cells[column]
        if (!cell) continue
        if (cell.length < 200 && orderMatters.test(cell)) dates.get(column)?.add(cell)
        const list = names.get(column)
        if (list && list.length < enoughNames && cell.length < 200) list.push(cell)
        const code = codes.get(column)
        if (code && cell.length < 200) {
          const digits = readPostalCode(cell, false).value
          if (/^\d{5}$/.test(digits)) code.five++
          else if (/^\d{4}$/.test(digits)) code.four.add(digits)
          else if (digits !== '' && !saysNone(digits) && !saysNothing(digits)) code.other++
        }
      }
    },
    plans: () =>
      targets.flatMap((target, index): ColumnPlan[] => {
        if (target === null) return []
        const code = codes.get(index)
        return [{
          index,
          header: headers[index] ?? '',
          target,
          dateOrder: tool === 'permanence' ? 'dmy' : columnOrder([...(dates.get(index) ?? [])], tool === 'nationbuilder' || tool === 'mailchimp' || tool === 'action-network' ? 'mdy' : 'dmy').order,
          nameOrder: columnNameOrder(names.get(index) ?? []),
          lostZeros: code !== undefined && lostZeros(code, communes),
        }]
      }),
  }
}

/** Letters (Corsica's 2A, a British code) in a few cells say nothing against it; in many, the file is not of one country. */
function lostZeros({ five, other, four }: { five: number; other: number; four: ReadonlySet<string> }, communes?: Communes): boolean {
  if (four.size === 0 || other > (five + four.size) * 0.05) return false
  if (five > 0 || !communes) return true
  // Codes of four digits only: Ain to Ariège without their zero, or Belgium, or Switzerland.
  return [...four].filter((code) => communes.byPostalCode(`0${code}`).length > 0).length >= four.size / 2
}
