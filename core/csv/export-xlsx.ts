/** Rows of text to a workbook. Every cell is typed as text: a postal code keeps its zero and a phone its plus sign without any trick. */
import writeExcelFile, { type SheetData } from 'write-excel-file/universal'

/** What XML 1.0 can't hold; a workbook with one of these does not open. */
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** The writer looks texts up in a plain object: a tag « constructor » would make a workbook that nothing opens. The apostrophe comes off at import. */
const safe = (cell: string) => (cell in Object.prototype ? `'${cell}` : cell.replace(notXml, ''))

export async function writeWorkbook(titles: readonly string[], rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  const data: SheetData = [
    titles.map((title) => ({ value: title, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((cell) => (cell === '' ? null : { value: safe(cell), type: String }))),
  ]
  const columns = titles.map((title, at) => ({ width: Math.min(40, Math.max(title.length, ...rows.slice(0, 50).map((row) => row[at]?.length ?? 0)) + 2) }))
  const blob = await writeExcelFile(data, { sheet: 'Permanence', columns, stickyRowsCount: 1 }).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}
