/**
 * `npm run --silent print:render -- contact-sheet --demo --out FILE […]`: makes a sheet without a window, for scripts and tests.
 * One line of JSON on standard output; exit 2 with a sentence for what can't be done as asked.
 */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { demoPeople, demoSectionName } from '#core/domain/demo/people'
import { draftToPerson } from '#core/domain/draft'
import type { Person } from '#core/domain/person'
import { renderContactSheet } from '#core/print/contact-sheet'
import { selectForSheet } from '#core/print/selection'
import { sheetCode } from '#core/print/sheet-code'
import { loadPrintFonts } from './print-fonts'
import { Misuse, readRequest, usage, type SheetRequest } from './print-request'

/** By surname, then first name, as a paper list is searched. */
function sorted(people: Person[], locale: string): Person[] {
  const { compare } = new Intl.Collator(locale)
  return people.sort((a, b) => compare(a.lastName, b.lastName) || compare(a.firstName, b.firstName))
}

async function makeSheet(request: SheetRequest): Promise<void> {
  const { count, date, locale, columns, orientation, consent } = request
  const everyone = demoPeople(count, 'demo', date).map(({ id, draft, at }) => draftToPerson(id, draft, at))
  const { people, leftOut } = selectForSheet(sorted(everyone, locale), consent)
  const { out: _out, ...content } = request
  // The same request gives the same sheet, code included.
  const code = sheetCode(createHash('sha256').update(JSON.stringify(content)).digest())
  const number = new Intl.NumberFormat(locale).format(count)
  const sheet = await renderContactSheet({
    people, leftOut, code, locale, sectionName: demoSectionName, at: Date.parse(`${date}T12:00:00Z`), timeZone: 'Europe/Paris',
    options: {
      columns, orientation, consent, destroyAfterUse: true,
      title: request.title ?? (locale === 'fr' ? 'Liste de contacts' : 'Contact list'),
      selectionInWords: locale === 'fr' ? `Toute la section, ${number}\u00a0${count < 2 ? 'personne' : 'personnes'}` : `The whole section, ${number}\u00a0${count === 1 ? 'person' : 'people'}`,
    },
  }, await loadPrintFonts())
  await writeFile(request.out, sheet.pdf)
  const { pdf, ...facts } = sheet
  process.stdout.write(`${JSON.stringify({ file: request.out, bytes: pdf.length, ...facts })}\n`)
}

try {
  await makeSheet(readRequest(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof Misuse) && !(error instanceof Error && 'code' in error && 'path' in error)) throw error
  process.stderr.write(error instanceof Misuse ? `print:render: ${error.message}\n\n${usage}\n` : `print:render: the file could not be written (${(error as { code?: unknown }).code})\n`)
  process.exitCode = 2
}
