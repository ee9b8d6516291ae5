/**
 * `npm run --silent print:render -- KIND --demo --out FILE […]`: makes a sheet without a window, for scripts and tests.
 * One line of JSON on standard output; exit 2 with a sentence for what can't be done as asked.
 */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { demoPeople, demoSectionName } from '#core/domain/demo/people'
import { draftToPerson } from '#core/domain/draft'
import type { Person } from '#core/domain/person'
import { renderContactSheet } from '#core/print/contact-sheet'
import { selectForSheet } from '#core/print/selection'
import type { Fonts } from '#core/print/fonts'
import { sheetCode } from '#core/print/sheet-code'
import { renderSignInSheet } from '#core/print/sign-in-sheet'
import { sheetWords } from '#core/print/words'
import { loadPrintFonts } from './print-fonts'
import { Misuse, readRequest, usage, type ContactSheetRequest, type SignInSheetRequest } from './print-request'

/** By surname, then first name, as a paper list is searched. */
function sorted(people: Person[], locale: string): Person[] {
  const { compare } = new Intl.Collator(locale)
  return people.sort((a, b) => compare(a.lastName, b.lastName) || compare(a.firstName, b.firstName))
}

const demoPeopleOf = ({ count, date, locale }: { count: number; date: string; locale: string }) => sorted(demoPeople(count, 'demo', date).map(({ id, draft, at }) => draftToPerson(id, draft, at)), locale)

/** The same request gives the same sheet, code included. */
function codeOf({ out: _out, ...content }: ReturnType<typeof readRequest>): string {
  return sheetCode(createHash('sha256').update(JSON.stringify(content)).digest())
}

async function contactSheet(request: ContactSheetRequest, fonts: Fonts) {
  const { count, date, locale, columns, orientation, consent } = request
  const { people, leftOut } = selectForSheet(demoPeopleOf(request), consent)
  const number = new Intl.NumberFormat(locale).format(count)
  return renderContactSheet({
    people, leftOut, code: codeOf(request), locale, sectionName: demoSectionName, at: Date.parse(`${date}T12:00:00Z`), timeZone: 'Europe/Paris',
    options: {
      columns, orientation, consent, destroyAfterUse: true,
      title: request.title ?? (locale === 'fr' ? 'Liste de contacts' : 'Contact list'),
      selectionInWords: locale === 'fr' ? `Toute la section, ${number}\u00a0${count < 2 ? 'personne' : 'personnes'}` : `The whole section, ${number}\u00a0${count === 1 ? 'person' : 'people'}`,
    },
  }, fonts)
}

function signInSheet(request: SignInSheetRequest, fonts: Fonts) {
  const { date, locale, variant, rows } = request
  const french = locale === 'fr'
  const day = new Intl.DateTimeFormat(french ? 'fr-FR' : 'en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(`${date}T12:00:00Z`))
  const members = demoPeopleOf(request).flatMap(({ relation, lastName, firstName }) => (relation === 'member' ? [{ lastName, firstName, quality: sheetWords[locale].relation.member }] : []))
  return renderSignInSheet({
    title: request.title ?? (variant === 'meeting' ? (french ? 'Réunion publique' : 'Public meeting') : french ? 'Assemblée générale' : 'General assembly'),
    occasion: request.occasion ?? day, sectionName: demoSectionName, blankRows: rows, code: codeOf(request), locale, at: Date.parse(`${date}T12:00:00Z`),
    variant: variant === 'assembly' ? { kind: 'assembly', members } : { kind: 'meeting', notice: { controller: `${demoSectionName}, 12 place du Marché, 93200 Saint-Denis`, contact: 'donnees@exemple.invalid', months: 36, shared: null } },
  }, fonts)
}

async function makeSheet(request: ReturnType<typeof readRequest>): Promise<void> {
  const fonts = await loadPrintFonts()
  const { pdf, ...facts } = request.kind === 'contact-sheet' ? await contactSheet(request, fonts) : await signInSheet(request, fonts)
  await writeFile(request.out, pdf)
  process.stdout.write(`${JSON.stringify({ file: request.out, bytes: pdf.length, ...facts })}\n`)
}

try {
  await makeSheet(readRequest(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof Misuse) && !(error instanceof Error && 'code' in error && 'path' in error)) throw error
  process.stderr.write(error instanceof Misuse ? `print:render: ${error.message}\n\n${usage}\n` : `print:render: the file could not be written (${(error as { code?: unknown }).code})\n`)
  process.exitCode = 2
}
