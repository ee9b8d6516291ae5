import { expect, it } from 'vitest'
import { printDetail, readPrintDetail } from './print-detail'

it('what the history keeps of a print names the sheet and its kind; that of earlier versions is a contact sheet’s', () => {
  for (const kind of ['contacts', 'sign-in', 'meeting', 'slips', 'brief', 'call-list', 'walk', 'letterboxes', 'coverage', 'labels', 'asset', 'poster'] as const) expect(readPrintDetail(printDetail('K7M4-XQPR', kind))).toEqual({ code: 'K7M4-XQPR', kind })
  expect(readPrintDetail(printDetail('K7M4-XQPR', 'asset', 50))).toEqual({ code: 'K7M4-XQPR', kind: 'asset', sheets: 50 })
  expect(readPrintDetail('K7M4-XQPR')).toEqual({ code: 'K7M4-XQPR', kind: 'contacts' })
})
