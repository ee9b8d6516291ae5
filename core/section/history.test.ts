import { describe, expect, it } from 'vitest'
import { newId, type DeviceId } from '../domain/ids'
import { keysOfHistory, labelFromKeys, newHistoryId, type HistoryLabel } from './history'

const label: HistoryLabel = { id: newHistoryId(1), kind: 'print', at: 1, device: newId<DeviceId>(), count: 400, fields: [], detail: 'K7M4-XQPR', undoable: false }
const roundTrip = (written: HistoryLabel) => labelFromKeys(written.id, new Map(keysOfHistory(written, { changed: [], created: [] })))

describe('the entry of a print', () => {
  it('holds how many were asked for, and by which way it left', () => {
    expect(roundTrip({ ...label, copies: 3, way: 'direct' })).toEqual({ ...label, copies: 3, way: 'direct' })
  })

  it('of a version that did not say so is read as it was', () => {
    expect(roundTrip(label)).toEqual(label)
  })

  it('keeps its sheet’s code apart from them, so that versions before find the sheet', () => {
    expect(roundTrip({ ...label, copies: 3, way: 'direct' })!.detail).toBe('K7M4-XQPR')
  })
})
