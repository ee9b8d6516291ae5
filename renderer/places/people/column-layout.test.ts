import { describe, expect, it } from 'vitest'
import { clampWidth, columnsFromSettings, moveColumn, narrowest, resizeColumn, shiftColumn, toggleColumn } from './column-layout'

const names = (columns: { column: string }[]) => columns.map(({ column }) => column)
const start = columnsFromSettings([{ column: 'level', width: 100 }, { column: 'city', width: 100 }, { column: 'tags', width: 100 }])

describe('columns of the table', () => {
  it('begin with the name, whatever was saved', () => {
    expect(names(start)).toEqual(['name', 'level', 'city', 'tags'])
    expect(names(columnsFromSettings([]))[0]).toBe('name')
  })

  it('ignore what another version saved', () => {
    expect(names(columnsFromSettings([{ column: 'horoscope', width: 5 }, { column: 'city', width: 100 }]))).toEqual(['name', 'city'])
  })

  it('move before another one, never before the name', () => {
    expect(names(moveColumn(start, 'tags', 'level'))).toEqual(['name', 'tags', 'level', 'city'])
    expect(names(moveColumn(start, 'tags', 'name'))).toEqual(['name', 'tags', 'level', 'city'])
    expect(names(moveColumn(start, 'level', null))).toEqual(['name', 'city', 'tags', 'level'])
    expect(names(moveColumn(start, 'name', null))).toEqual(names(start))
  })

  it('move by steps and stop at both ends', () => {
    expect(names(shiftColumn(start, 'city', 1))).toEqual(['name', 'level', 'tags', 'city'])
    expect(names(shiftColumn(start, 'level', -1))).toEqual(names(start))
    expect(names(shiftColumn(start, 'tags', 1))).toEqual(names(start))
  })

  it('are shown and hidden, but for the name', () => {
    expect(names(toggleColumn(start, 'city'))).toEqual(['name', 'level', 'tags'])
    expect(names(toggleColumn(start, 'note'))).toEqual(['name', 'level', 'city', 'tags', 'note'])
    expect(names(toggleColumn(start, 'name'))).toEqual(names(start))
  })

  it('are never too narrow to be grasped again', () => {
    expect(resizeColumn(start, 'city', 3)[2]!.width).toBe(narrowest)
    expect(clampWidth(Number.NaN)).toBeGreaterThan(narrowest)
  })
})
