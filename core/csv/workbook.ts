/**
 * XLSX to rows of text. The archive is opened here, not by the reader: a few kilobytes can inflate to gigabytes, and its own unzipper starts
 * workers from blob addresses, which the app's content policy refuses. What it gets is the same archive, checked, kept small and stored flat.
 */
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { PortError } from '../ports/errors'
import { notATable } from './file-kind'

/** Sum of the XML that a workbook may hold, in bytes: about 600,000 rows of 20 columns. Beyond it, `file-too-large`. */
const inflatedCap = 768 * 1024 * 1024

export interface Workbook {
  /** Names of the sheets that are shown, in order. */
  sheets: string[]
  /** Rows of a sheet as text, empty cells `''`; row 1 is the sheet's first. */
  rows(sheet: string): Promise<string[][]>
}

type Cell = string | number | boolean | Date | null

/** Opens a workbook. Throws `not-a-table` when the archive is damaged, `file-too-large` when it inflates beyond the cap. */
export function openWorkbook(bytes: Uint8Array): Workbook {
  const files = unzip(bytes, (name) => name === 'xl/workbook.xml' || name === 'xl/_rels/workbook.xml.rels')
  const book = files['xl/workbook.xml'] && strFromU8(files['xl/workbook.xml'])
  if (!book) throw notATable('binary')
  const listed = [...book.matchAll(/<(?:\w+:)?sheet\s([^>]*?)\/?>/g)].map(([, attributes]) => ({ name: unescapeXml(attribute(attributes!, 'name')), hidden: /state="(?:hidden|veryHidden)"/.test(attributes!) }))
  const shown = listed.filter((sheet) => !sheet.hidden)
  return {
    sheets: (shown.length > 0 ? shown : listed).map((sheet) => sheet.name),
    async rows(sheet) {
      // Attached pictures, comments and printer settings are left shut.
      const parts = unzip(bytes, (name) => /\.(?:xml|rels)$/.test(name) && !/^(?:xl\/(?:media|drawings|comments|theme|externalLinks|pivot\w*|charts)|docProps|customXml)/.test(name))
      const flat = zipSync(parts, { level: 0 })
      const data = (await readSheet(flat.buffer as ArrayBuffer, sheet, { trim: false })) as Cell[][]
      return data.map((row) => row.map(cellText))
    },
  }
}

function unzip(bytes: Uint8Array, wanted: (name: string) => boolean): Record<string, Uint8Array> {
  let total = 0
  try {
    return unzipSync(bytes, {
      filter: (file) => {
        if (!wanted(file.name)) return false
        // fflate inflates into a buffer of the announced size and no further, so announced sizes bound what is used.
        total += file.originalSize
        if (total > inflatedCap) throw new PortError('file-too-large', 'workbook')
        return true
      },
    })
  } catch (error) {
    if (error instanceof PortError) throw error
    throw notATable('binary')
  }
}

function attribute(attributes: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (_, hex: string | undefined, decimal: string | undefined, name: string) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name]!)
}

/** A typed cell as the text that the other readers expect: days in ISO, figures with all their digits. */
function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell.includes('\r') ? cell.replace(/\r\n?/g, '\n') : cell
  if (typeof cell === 'number') return numberText(cell)
  if (typeof cell === 'boolean') return cell ? 'true' : 'false'
  if (Number.isNaN(cell.getTime())) return ''
  const iso = cell.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
}

/** No exponent for a phone stored as a number; a float's last-digit noise (`0.30000000000000004`) is cut. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value)
  return String(Number(value.toPrecision(15)))
}
