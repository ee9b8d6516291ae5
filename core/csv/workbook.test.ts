import { strToU8, zipSync } from 'fflate'
import writeExcelFile from 'write-excel-file/universal'
import { describe, expect, it } from 'vitest'
import { analyse, emptyLookup } from './analyse'
import { openWorkbook } from './workbook'

const today = '2026-11-22'
type Sheets = Parameters<typeof writeExcelFile>[0]
const bytesOf = async (sheets: Sheets) => new Uint8Array(await (await writeExcelFile(sheets as never).toBlob()).arrayBuffer())
const day = (value: string) => ({ value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' })

/** A sheet of a section: a title, blank cells, figures where text was meant. */
const people = [
  ['Adhérents 2026', null, null, null, null],
  ['Nom', 'Prénom', 'CP', 'Portable', 'Né le'],
  ['Dupont', 'Marie', 1340, 639980001, day('1987-04-03')],
  [null, null, null, null, null],
  ['Martin', 'Paul', 93200, '06 39 98 00 02', '12/11/1961'],
  ['TOTAL', 2, null, null, null],
]

describe('a workbook', () => {
  it('is read like a table: figures keep their digits, days are ISO, lines are those of the sheet', async () => {
    const plan = await analyse(await bytesOf([{ data: people, sheet: 'Fichier' }] as never), 'section.xlsx', {}, { lookup: emptyLookup, today })
    expect(plan.summary).toMatchObject({ encoding: 'xlsx', separator: '', headerLine: 2, sheets: ['Fichier'], rows: { read: 3, new: 2, setAside: 1 } })
    expect(plan.rows.map((row) => row.line)).toEqual([3, 5, 6])
    expect(plan.rows[0]!.draft).toEqual({ lastName: 'Dupont', firstName: 'Marie', postalCode: '01340', phones: [{ value: '06 39 98 00 01', label: '' }], birth: '1987-04-03' })
    expect(plan.rows[1]!.draft).toMatchObject({ birth: '1961-11-12' })
  })

  it('offers its sheets, and starts with the first that holds people', async () => {
    const bytes = await bytesOf([{ data: [['Mode d’emploi'], ['Ne pas modifier']], sheet: 'Lisez-moi' }, { data: people, sheet: 'Adhérents & amis' }, { data: [['Nom', 'Mail'], ['Diallo', 'awa@exemple.invalid']], sheet: 'Contacts' }] as never)
    const first = await analyse(bytes, 'x.xlsx', {}, { lookup: emptyLookup, today })
    expect(first.summary.sheets).toEqual(['Lisez-moi', 'Adhérents & amis', 'Contacts'])
    expect(first.summary.rows.new).toBe(2)
    const chosen = await analyse(bytes, 'x.xlsx', { sheet: 'Contacts' }, { lookup: emptyLookup, today })
    expect(chosen.rows.map((row) => row.draft.lastName)).toEqual(['Diallo'])
  })

  it('passes over hidden sheets', () => {
    const book = '<workbook><sheets><sheet name="Caché" sheetId="1" state="hidden" r:id="rId1"/><sheet name="D&apos;ici" sheetId="2" r:id="rId2"/></sheets></workbook>'
    expect(openWorkbook(zipSync({ 'xl/workbook.xml': strToU8(book) })).sheets).toEqual(["D'ici"])
  })

  it('figures beyond a double’s sixteen digits and floating noise', async () => {
    const plan = await analyse(await bytesOf([{ data: [['Nom', 'Portable', 'Note'], ['A', 33639980001, 0.1 + 0.2], ['B', 262692123456, 12.5]], sheet: 'S' }] as never), 'x.xlsx', {}, { lookup: emptyLookup, today })
    expect(plan.rows.map((row) => [row.draft.phones?.[0]?.value, row.draft.note])).toEqual([['06 39 98 00 01', '0.3'], ['06 92 12 34 56', '12.5']])
  })

  it('that would inflate to gigabytes is refused before it does; a damaged one is no table', async () => {
    const huge = zipSync({ 'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'), 'xl/worksheets/sheet1.xml': new Uint8Array(1000) })
    // The announced size of the last entry, in the archive's central directory and in its own header.
    const view = new DataView(huge.buffer)
    for (let at = 0; at < huge.length - 30; at++) {
      const signature = view.getUint32(at, true)
      if (signature === 0x02014b50 && view.getUint32(at + 24, true) === 1000) view.setUint32(at + 24, 0x7fff_ffff, true)
      if (signature === 0x04034b50 && view.getUint32(at + 22, true) === 1000) view.setUint32(at + 22, 0x7fff_ffff, true)
    }
    await expect(analyse(huge, 'x.xlsx', {}, { lookup: emptyLookup, today })).rejects.toThrow('file-too-large')
    const whole = await bytesOf([{ data: people, sheet: 'S' }] as never)
    await expect(analyse(whole.slice(0, whole.length - 400), 'x.xlsx', {}, { lookup: emptyLookup, today })).rejects.toThrow('not-a-table')
  })
})
