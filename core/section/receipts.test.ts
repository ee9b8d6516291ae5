import { describe, expect, it } from 'vitest'
import { newId, type DeviceId } from '../domain/ids'
import { encodeNewRecord, readRecord } from './record'
import type { RecordLog } from './record-log'
import { readReceipt, receiptOf } from './receipts'

const device = newId<DeviceId>()
const app = { version: '0.1.0', format: 1 }
/** A log with these updates of the record. */
const logOf = (updates: Uint8Array[]) => ({ load: async () => ({ updates, at: 0 }) }) as unknown as Pick<RecordLog, 'load'>
const said = (updates: Uint8Array[]) => readReceipt(readRecord(device, updates))

/** What the record says after each of these in turn. */
async function after(updates: Uint8Array[], ...turns: [number, typeof app][]) {
  for (const [at, version] of turns) updates = [...updates, ...(await receiptOf(logOf(updates), device, 7, at, version)).records.map(({ update }) => update)]
  return updates
}

describe('a device’s receipt', () => {
  it('says when it had everything, and what it runs', async () => {
    const updates = await after([], [1000, app], [2000, { version: '0.2.0', format: 2 }])
    expect(said(updates)).toEqual({ at: 2000, app: { version: '0.2.0', format: 2 } })
  })

  it('of a version that did not say what it is reads as before, and is told from one that did', async () => {
    const old = encodeNewRecord(7, [['t', 1000]])
    expect(said([old])).toEqual({ at: 1000, app: null })
    expect(said(await after([old], [2000, app]))).toEqual({ at: 2000, app })
  })

  it('keeps what a later version has put in it', async () => {
    const later = encodeNewRecord(9, [['t', 1000], ['v', '9.0.0'], ['f', 9], ['z', 'kept']])
    const updates = await after([later], [2000, app])
    expect(said(updates)).toEqual({ at: 2000, app })
    expect(readRecord(device, updates).get('z')).toBe('kept')
  })

  it('is only text: what another device says of itself can neither be long nor make a format', () => {
    expect(said([encodeNewRecord(7, [['t', 'soon'], ['v', 'x'.repeat(500)], ['f', 1]])])).toEqual({ at: 0, app: { version: 'x'.repeat(40), format: 1 } })
    for (const format of [1.5, '1']) expect(said([encodeNewRecord(7, [['v', '1.0.0'], ['f', format]])]).app).toBeNull()
  })
})
