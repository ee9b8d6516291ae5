/**
 * Makes `resources/generated/communes.json` from the official list (`@etalab/decoupage-administratif`, a development dependency):
 * the 35,000 communes in a third of a megabyte zipped, with the names that merged communes had.
 * Invariant: the same list gives the same bytes, and the file is rewritten only when they change (its time tells the build what is new).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { postalStart, type CommuneTable } from '#core/domain/communes'

/** What is read of a record of the official list. */
export interface OfficialCommune {
  code: string
  nom: string
  type: string
  codesPostaux?: string[]
  population?: number
  /** Of a former commune: the INSEE code of the one that it is part of now. */
  chefLieu?: string
}

/** An intercommunality of the official list. */
interface OfficialGroup {
  membres: { code: string }[]
}

const departmentOf = (code: string) => code.slice(0, /^9[78]/.test(code) ? 3 : 2)

/** The shipped table of an official list. `groups`: where a commune is in several, the last that it is in stands. */
export function slimCommunes(list: readonly OfficialCommune[], version: string, groups: readonly OfficialGroup[] = []): CommuneTable {
  const groupOf = new Map(groups.flatMap(({ membres }, at) => membres.map(({ code }): [string, string] => [code, at.toString(36)])))
  const table: CommuneTable = {
    source: 'Découpage administratif, Etalab (npm @etalab/decoupage-administratif), from INSEE’s code officiel géographique and La Poste’s postal codes',
    licence: 'MIT; data: Licence Ouverte / Etalab',
    version,
    departments: {},
    former: {},
  }
  function put(lines: Record<string, string>, department: string, line: string): void {
    lines[department] = department in lines ? `${lines[department]}\n${line}` : line
  }
  for (const commune of [...list].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))) {
    const department = departmentOf(commune.code)
    const rest = commune.code.slice(department.length)
    if (commune.nom.includes(';')) throw new Error(`a commune’s name holds the separator: ${commune.nom}`)
    if (commune.type === 'commune-actuelle' && commune.codesPostaux?.length) {
      const start = postalStart(department)
      const postal = commune.codesPostaux.map((code) => (code.startsWith(start) ? code.slice(start.length) : `=${code}`))
      const size = Math.round(Math.log2((commune.population ?? 0) + 1)).toString(36)
      put(table.departments, department, `${rest}${commune.nom};${postal.join(',')};${size}${groupOf.has(commune.code) ? `;${groupOf.get(commune.code)}` : ''}`)
    } else if ((commune.type === 'commune-deleguee' || commune.type === 'commune-associee') && commune.chefLieu) {
      put(table.former, department, `${rest}${commune.nom};${commune.chefLieu}`)
    }
  }
  return table
}

/** The table of the installed list. */
export function readCommunes(): CommuneTable {
  const require = createRequire(import.meta.url)
  const list = require('@etalab/decoupage-administratif/data/communes.json') as OfficialCommune[]
  const { version } = require('@etalab/decoupage-administratif/package.json') as { version: string }
  // In Greater Paris, of 131 communes, the territories are what neighbours have in common.
  const groups = ['epci', 'ept'].flatMap((name) => require(`@etalab/decoupage-administratif/data/${name}.json`) as OfficialGroup[])
  return slimCommunes(list, version, groups)
}

/** Writes the table to `outFile` (its folder is made). Offline; about 0.3 s. @returns whether the file changed */
export function buildCommunes(outFile: string): boolean {
  const text = JSON.stringify(readCommunes())
  if (existsSync(outFile) && readFileSync(outFile, 'utf8') === text) return false
  mkdirSync(dirname(outFile), { recursive: true })
  writeFileSync(outFile, text)
  return true
}

/** Where the build expects it. */
export const communesFile = join(import.meta.dirname, '..', 'resources', 'generated', 'communes.json')

if (process.argv[1] === import.meta.filename) buildCommunes(communesFile)
