import { describe, expect, it } from 'vitest'
import { exportLedger } from './export-ledger'
import type { OpenSection } from './open-section'

/** A section that keeps what is noted in it, on a disk that may refuse. */
function section({ full = false } = {}) {
  const noted: string[] = []
  const saving = full ? new Promise<never>(() => {}) : Promise.resolve()
  const commands = {
    record: (kind: string, count: number, detail: string) => {
      noted.push(`${kind} ${count} ${detail}`)
      return saving
    },
    whenQuiet: (work: () => Promise<void>) => work(),
  }
  return { noted, open: { commands, store: { log: { settle: async () => !full } } } as unknown as OpenSection }
}

function ledger() {
  let leave = (_section: OpenSection) => {}
  const exports = exportLedger({ beforeLeaving: (listener) => void (leave = listener) })
  return { exports, leave: (left: OpenSection) => leave(left) }
}

describe('the history of exports', () => {
  it('holds a file once it is written, and not before', async () => {
    const { exports } = ledger()
    const { open, noted } = section()
    const id = exports.handOut(open, 12, 'csv')
    expect(noted).toEqual([])
    expect(await exports.settle(id, true)).toBe(true)
    expect(noted).toEqual(['export 12 csv'])
  })

  it('holds nothing of a file that was given up', async () => {
    const { exports, leave } = ledger()
    const { open, noted } = section()
    await exports.settle(exports.handOut(open, 12, 'csv'), false)
    leave(open)
    expect(noted).toEqual([])
  })

  it('holds a file whose section was locked under the save dialog, once, since nobody could tell later', async () => {
    const { exports, leave } = ledger()
    const [left, other] = [section(), section()]
    const id = exports.handOut(left.open, 12, 'xlsx')
    exports.handOut(other.open, 3, 'vcf')
    leave(left.open)
    expect(left.noted).toEqual(['export 12 xlsx'])
    await exports.settle(id, true)
    expect([left.noted.length, other.noted.length]).toEqual([1, 0])
  })

  it('says that it waits for the disk, and keeps nobody waiting', async () => {
    const { exports } = ledger()
    const { open, noted } = section({ full: true })
    expect(await exports.settle(exports.handOut(open, 12, 'csv'), true)).toBe(false)
    expect(noted).toHaveLength(1)
  })
})
