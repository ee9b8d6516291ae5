/** Postal addresses as files hold them. How one is written on a label: postal-block.ts. */

export interface PostalCodeReading {
  value: string
  /** A leading zero that a spreadsheet took away was put back. */
  zeroRestored: boolean
  /** Not five digits: kept as written and flagged (or the code of another country). */
  odd: boolean
}

/** Without what spreadsheets and typists add: `="01340"`, `'01340`, `1340.0`, `F-93200`, `93 200`. */
function bareCode(cell: string): string {
  return cell.trim().replace(/^="?(.*?)"?$/, '$1').replace(/^'/, '').replace(/^F[- ]?(?=\d)/i, '').replace(/^(\d+)[.,]0+$/, '$1').replace(/^(\d{2})[ \u00a0\u202f.](\d{3})$/, '$1$2')
}

/** One cell. `restoreZero` is what the whole column says (departments 01 to 09 lose theirs in spreadsheets), never decided by the cell. */
export function readPostalCode(cell: string, restoreZero: boolean): PostalCodeReading {
  const code = bareCode(cell)
  if (restoreZero && /^[1-9]\d{3}$/.test(code)) return { value: `0${code}`, zeroRestored: true, odd: false }
  return { value: code, zeroRestored: false, odd: code !== '' && !/^(?:0[1-9]|[1-9]\d)\d{3}$/.test(code) }
}

export interface CityReading {
  postalCode: string
  city: string
  /** `CEDEX 2`, or empty: a delivery office, not a place; door-to-door and communes must not take it for one. */
  cedex: string
}

/** `93200 Saint-Denis`, `Saint-Denis (93200)`, `SAINT-DENIS CEDEX 2`… Spelling is kept. */
export function readCity(cell: string): CityReading {
  let text = cell.replace(/[\s\u00a0\u202f]+/g, ' ').trim()
  let postalCode = ''
  if (text.length > 200) return { postalCode, city: text, cedex: '' }
  const before = /^(?:F[- ]?)?(\d{5}|\d{2} \d{3})[ ,;–-]+(?=\D)/i.exec(text)
  const after = /[ ,(–-]+(\d{5})\)?$/.exec(text)
  if (before) {
    postalCode = before[1]!.replace(' ', '')
    text = text.slice(before[0].length)
  } else if (after) {
    postalCode = after[1]!
    text = text.slice(0, after.index)
  } else if (/^\d{5}$/.test(text)) return { postalCode: text, city: '', cedex: '' }
  const cedex = /[ ,]*\b(cedex)\b ?(\d{1,2})?.*$/i.exec(text)
  const city = cedex ? text.slice(0, cedex.index) : text
  return { postalCode, city: city.trim(), cedex: cedex ? `CEDEX${cedex[2] ? ` ${cedex[2]}` : ''}` : '' }
}
