/** `npm run --silent csv:preview -- FILE [--json]`: what importing a file into an empty base would do, without a window. */
import { basename } from 'node:path'
import { analyse, emptyLookup, type ImportPlan } from '#core/csv/analyse'
import { notATableReason } from '#core/csv/file-kind'
import type { NotATable } from '#core/csv/plan'
import { reasonWord } from '#core/csv/rejects'
import { draftToPerson } from '#core/domain/draft'
import type { PersonId } from '#core/domain/ids'
import { errorCode } from '#core/ports/errors'
import { readPreviewRequest } from './preview-request'

const sentences: Record<NotATable | 'missing' | 'too-large' | 'no-rows' | 'usage', [fr: string, en: string]> = {
  empty: ['Le fichier est vide.', 'The file is empty.'],
  ods: ['C’est un classeur LibreOffice (.ods) : enregistrez-le au format CSV ou XLSX.', 'This is a LibreOffice workbook (.ods): save it as CSV or XLSX.'],
  xls: ['C’est un ancien classeur Excel : enregistrez-le au format CSV ou XLSX.', 'This is an old Excel workbook: save it as CSV or XLSX.'],
  protected: ['Ce classeur est protégé par un mot de passe : enregistrez-le sans protection.', 'This workbook is protected by a password: save it without protection.'],
  zip: ['C’est une archive ZIP : ouvrez-la et choisissez le fichier qu’elle contient.', 'This is a ZIP archive: open it and choose the file inside.'],
  archive: ['C’est une archive compressée : ouvrez-la et choisissez le fichier qu’elle contient.', 'This is a compressed archive: open it and choose the file inside.'],
  pdf: ['C’est un PDF, pas un tableau.', 'This is a PDF, not a table.'],
  image: ['C’est une image, pas un tableau.', 'This is a picture, not a table.'],
  html: ['C’est une page web : enregistrez le tableau au format CSV ou XLSX.', 'This is a web page: save the table as CSV or XLSX.'],
  json: ['C’est du JSON, pas un tableau.', 'This is JSON, not a table.'],
  xml: ['C’est du XML, pas un tableau.', 'This is XML, not a table.'],
  vcard: ['C’est un carnet d’adresses (vCard) ou un agenda, pas un tableau.', 'This is an address book (vCard) or a calendar, not a table.'],
  document: ['C’est un document de traitement de texte, pas un tableau.', 'This is a word-processor document, not a table.'],
  database: ['C’est une base de données, pas un tableau.', 'This is a database, not a table.'],
  binary: ['Ce n’est pas un fichier de texte, ni un classeur lisible.', 'This is neither a text file nor a readable workbook.'],
  text: ['C’est du texte sans colonnes : aucune ne ressemble à un nom, un e-mail ou un téléphone.', 'This is text without columns: none looks like a name, an e-mail or a phone.'],
  missing: ['Fichier introuvable ou illisible.', 'The file is missing or cannot be read.'],
  'too-large': ['Le fichier est trop grand une fois ouvert.', 'The file is too large once opened.'],
  'no-rows': ['Le fichier n’a que des titres : aucune ligne à lire.', 'The file has only titles: no row to read.'],
  usage: ['Usage : npm run --silent csv:preview -- FICHIER [--json]', 'Usage: npm run --silent csv:preview -- FILE [--json]'],
}

/** One sentence, and code 2 once everything is written: `process.exit` would cut what a pipe has not taken. */
function refuse(reason: keyof typeof sentences): void {
  process.stderr.write(`${sentences[reason].join(' / ')}\n`)
  process.exitCode = 2
}

/** The published shape of the JSON: names and order are a contract with scripts. */
function report(plan: ImportPlan): object {
  const { summary } = plan
  const { read, new: added, changed, unchanged, setAside } = summary.rows
  return {
    encoding: summary.encoding,
    separator: summary.separator,
    headerLine: summary.headerLine,
    columns: summary.columns.map(({ header, field }) => ({ header, field })),
    rows: { read, new: added, changed, unchanged, setAside },
    setAside: plan.rows.filter((row) => row.kind === 'setAside').map(({ line, reason }) => ({ line, reason })),
    repairs: summary.repairs,
    people: plan.rows.filter((row) => row.kind === 'new').map((row) => {
      const { id: _id, createdAt: _created, updatedAt: _updated, ...person } = draftToPerson('' as PersonId, row.draft, 0)
      return person
    }),
  }
}

function describe(plan: ImportPlan): string {
  const { summary } = plan
  const { rows } = summary
  const separators: Record<string, string> = { ';': 'point-virgule', ',': 'virgule', '\t': 'tabulation', '|': 'barre', '': 'classeur' }
  const lines = [
    `Encodage : ${summary.encoding}   Séparateur : ${separators[summary.separator] ?? summary.separator}   Titres : ${summary.headerLine === 0 ? 'aucun' : `ligne ${summary.headerLine}`}${summary.tool ? `   Outil : ${summary.tool}` : ''}`,
    '',
    'Colonnes',
    ...summary.columns.map(({ header, field, samples }) => `  ${(header || '(sans titre)').padEnd(36)} → ${(field ?? 'non importée').padEnd(28)} ${samples.slice(0, 2).join(' | ').replaceAll('\n', ' ').slice(0, 60)}`),
    '',
    rows.read === 0 ? 'Aucune ligne après les titres.' : `${rows.read} lignes lues : ${rows.new} nouvelles fiches, ${rows.setAside} mises de côté`,
  ]
  if (summary.repairs.length > 0) lines.push('', 'Réparations', ...summary.repairs.map(({ kind, count }) => `  ${String(count).padStart(6)}  ${kind}`))
  const aside = plan.rows.filter((row) => row.kind === 'setAside')
  if (aside.length > 0) lines.push('', 'Mises de côté', ...aside.slice(0, 50).map((row) => `  ligne ${row.line} : ${reasonWord(row.reason!, 'fr')}`))
  if (aside.length > 50) lines.push(`  … et ${aside.length - 50} autres`)
  if (summary.warnings.length > 0) lines.push('', `À savoir : ${summary.warnings.join(', ')}`)
  return lines.join('\n') + '\n'
}

async function main(words: readonly string[]): Promise<void> {
  const request = await readPreviewRequest(words)
  if (typeof request === 'string') return refuse(request)
  const { bytes, json, file } = request
  try {
    const plan = await analyse(bytes, basename(file), {}, { lookup: emptyLookup, today: new Date().toISOString().slice(0, 10) })
    process.stdout.write(json ? JSON.stringify(report(plan)) + '\n' : describe(plan))
    // Titles alone are a table, but nothing was read: a script that goes by the code must not go on.
    if (plan.summary.rows.read === 0) refuse('no-rows')
  } catch (error) {
    const reason = notATableReason(error)
    if (reason) refuse(reason)
    else if (errorCode(error) === 'file-too-large') refuse('too-large')
    else throw error
  }
}

await main(process.argv.slice(2))
