import { describe, expect, it } from 'vitest'
import { readCity, readPostalCode } from './address'
import { columnOrder, readDate } from './dates'
import { readEmails } from './email'
import { fold, foldQuery } from './fold'
import { properCase, readCivility, splitFullName } from './names'
import { readPhones } from './phone'
import { readYesNo } from './yesno'

/** A pasted letter, or a file made to hang an import (a pattern that backtracks): no cell may cost a second. */
describe('a cell of 20,000 characters', () => {
  const pieces = ['a ', 'A ', '0 ', '0639981234 ', 'a@', '@ ', ' ', '.', '( ', 'x,', 'é ', '06 a ', 'née ', 'et ', 'a.', '<a@', '0/', 'M. ', '1 janvier ', 'a@b.c ', 'épouse ', '1\t']
  const cells = pieces.flatMap((piece) => {
    const long = piece.repeat(20_000 / piece.length)
    return [long, `${long}!`, `1${long}!`, `a@b${long}1`]
  })
  const readers: Record<string, (cell: string) => unknown> = {
    readPhones, readEmails, splitFullName, readCivility, properCase, readCity, fold, foldQuery, readYesNo,
    readDate: (cell) => readDate(cell, 'dmy', '2026-03-14'), columnOrder: (cell) => columnOrder([cell]), readPostalCode: (cell) => readPostalCode(cell, true),
  }
  it.each(Object.keys(readers))('is soon done with by %s', (name) => {
    for (const cell of cells) {
      const start = performance.now()
      readers[name]!(cell)
      expect(performance.now() - start).toBeLessThan(1500)
    }
  })
})
