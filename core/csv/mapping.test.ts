import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mapColumns } from './mapping'
const rows = JSON.parse(readFileSync('/work/shared/facts/csv-headers.json', 'utf8')) as Record<string, string>
const split = (row: string) => row.split(row.includes(';') ? ';' : ',').map((cell) => cell.replace(/^"|"$/g, ''))
it('show', () => {
  for (const [name, row] of Object.entries(rows)) {
    const headers = split(row)
    const { targets, tool } = mapColumns(headers, [])
    console.log(name, tool, '\n  ' + headers.map((header, at) => `${header} → ${targets[at]}`).filter((line) => name !== 'nationbuilder_people_export' || !line.endsWith('null')).join('\n  '))
  }
})
