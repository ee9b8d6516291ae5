/** The sheets of `print:render`, of every kind, and what the command says of them. */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { consentFor } from '#core/domain/consent'
import { demoPeople, demoSectionName } from '#core/domain/demo/people'
import { demoSectors, type DemoSector } from '#core/domain/demo/territory'
import { draftToPerson } from '#core/domain/draft'
import { fullName } from '#core/domain/name-text'
import type { Person } from '#core/domain/person'
import { phoneText } from '#core/domain/phone-text'
import { renderCallList, type CallLine } from '#core/print/call-list'
import { renderContactSheet } from '#core/print/contact-sheet'
import { selectForSheet } from '#core/print/selection'
import type { Fonts } from '#core/print/fonts'
import { sheetCode } from '#core/print/sheet-code'
import { renderLetterboxSheet } from '#core/print/letterbox-sheet'
import { renderSignInSheet } from '#core/print/sign-in-sheet'
import { renderSlips } from '#core/print/slips'
import { renderWalkSheet } from '#core/print/walk-sheet'
import { sheetWords } from '#core/print/words'
import { placePage, placeUsage, Refused } from './print-foreign'
import { loadPrintFonts } from './print-fonts'
import { impose, impositionUsage, readImposition } from './print-imposition'
import { makeCalibration, makeLabels } from './print-labels'
import { Misuse, readRequest, usage, type CalibrationRequest, type CallListRequest, type ContactSheetRequest, type LabelsRequest, type PrintRequest, type SignInSheetRequest, type StallSlipsRequest, type WalkListRequest } from './print-request'
import { printTemplate, templateUsage } from './print-templates'

/** By surname, then first name, as a paper list is searched. */
function sorted(people: Person[], locale: string): Person[] {
  const { compare } = new Intl.Collator(locale)
  return people.sort((a, b) => compare(a.lastName, b.lastName) || compare(a.firstName, b.firstName))
}

const demoPeopleOf = ({ count, date, locale }: { count: number; date: string; locale: string }) => sorted(demoPeople(count, 'demo', date).map(({ id, draft, at }) => draftToPerson(id, draft, at)), locale)

/** The same request gives the same sheet, code included. */
function codeOf({ out: _out, ...content }: PrintRequest): string {
  return sheetCode(createHash('sha256').update(JSON.stringify(content)).digest())
}

async function contactSheet(request: ContactSheetRequest, fonts: Fonts) {
  const { count, date, locale, columns, orientation, consent, rows } = request
  const { people, leftOut } = selectForSheet(demoPeopleOf(request), consent)
  const number = new Intl.NumberFormat(locale).format(count)
  return renderContactSheet({
    people, leftOut, code: codeOf(request), locale, sectionName: demoSectionName, at: Date.parse(`${date}T12:00:00Z`), timeZone: 'Europe/Paris',
    options: {
      ...rows, columns, orientation, consent, destroyAfterUse: true,
      title: request.title ?? (locale === 'fr' ? 'Liste de contacts' : 'Contact list'),
      selectionInWords: locale === 'fr' ? `Toute la section, ${number}\u00a0${count < 2 ? 'personne' : 'personnes'}` : `The whole section, ${number}\u00a0${count === 1 ? 'person' : 'people'}`,
    },
  }, fonts)
}

const notice = { controller: `${demoSectionName}, 12 place du Marché, 93200 Saint-Denis`, contact: 'donnees@exemple.invalid', months: 36, shared: null }

/** What sheets of an action say of it. */
function factsOf(request: Exclude<PrintRequest, ContactSheetRequest | LabelsRequest | CalibrationRequest>, title: { fr: string; en: string }) {
  const { date, locale } = request
  const day = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(`${date}T12:00:00Z`))
  return { title: request.title ?? title[locale], occasion: request.occasion ?? day, sectionName: demoSectionName, code: codeOf(request), locale, at: Date.parse(`${date}T12:00:00Z`) }
}

function callList(request: CallListRequest, fonts: Fonts) {
  const leftOut = { refused: 0, unasked: 0, noPhone: 0 }
  const people = demoPeopleOf(request).flatMap((person): CallLine[] => {
    const consent = consentFor(person, 'action', 'call')?.state
    if (consent !== 'yes') return leftOut[consent === 'no' ? 'refused' : 'unasked']++, []
    if (!person.phones[0]) return leftOut.noPhone++, []
    return [{ name: fullName(person), phone: phoneText(person.phones[0].value), bestTime: '', lastContact: '', reason: '', note: '' }]
  })
  return renderCallList({ ...factsOf(request, { fr: 'Liste d’appels', en: 'Call list' }), script: '', people, leftOut, perCaller: request.perCaller }, fonts)
}

function walkList(request: WalkListRequest, fonts: Fonts) {
  const [{ draft }] = demoSectors('demo') as [DemoSector]
  const sector = { city: '', station: '', buildings: [], ...draft }
  const render = request.variant === 'walk' ? renderWalkSheet : renderLetterboxSheet
  return render({ ...factsOf(request, request.variant === 'walk' ? { fr: 'Porte-à-porte', en: 'Door-to-door' } : { fr: 'Boîtage', en: 'Letterbox drop' }), sector, streets: null, blank: request.rows }, fonts)
}

const stallSlips = (request: StallSlipsRequest, fonts: Fonts) => renderSlips({ ...factsOf(request, { fr: 'Stand', en: 'Stall' }), purpose: 'stall', notice, pages: request.pages }, fonts)

function signInSheet(request: SignInSheetRequest, fonts: Fonts) {
  const { locale, variant, rows } = request
  const members = demoPeopleOf(request).flatMap(({ relation, lastName, firstName }) => (relation === 'member' ? [{ lastName, firstName, quality: sheetWords[locale].relation.member }] : []))
  return renderSignInSheet({
    ...factsOf(request, variant === 'meeting' ? { fr: 'Réunion publique', en: 'Public meeting' } : { fr: 'Assemblée générale', en: 'General assembly' }),
    blankRows: rows, variant: variant === 'assembly' ? { kind: 'assembly', members } : { kind: 'meeting', notice },
  }, fonts)
}

const settingOf = (request: LabelsRequest | CalibrationRequest) => ({ code: codeOf(request), locale: request.locale, at: Date.parse(`${request.date}T12:00:00Z`) })

function sheetOf(request: PrintRequest, fonts: Fonts) {
  switch (request.kind) {
    case 'contact-sheet':
      return contactSheet(request, fonts)
    case 'sign-in-sheet':
      return signInSheet(request, fonts)
    case 'call-list':
      return callList(request, fonts)
    case 'walk-list':
      return walkList(request, fonts)
    case 'stall-slips':
      return stallSlips(request, fonts)
    case 'labels':
      return makeLabels(request, demoPeopleOf(request), demoSectionName, settingOf(request), fonts)
    case 'calibration':
      return makeCalibration(request, settingOf(request), fonts)
  }
}

async function makeSheet(request: PrintRequest): Promise<object> {
  const fonts = await loadPrintFonts()
  const { pdf, ...facts } = await sheetOf(request, fonts)
  await writeFile(request.out, pdf)
  return { file: request.out, bytes: pdf.length, ...facts }
}

function make(words: string[]): Promise<object> {
  const imposition = readImposition(words)
  if (words[0] === 'place') return placePage(words.slice(1))
  if (words[0] === 'tract') return printTemplate(words.slice(1))
  return imposition ? impose(imposition) : makeSheet(readRequest(words))
}

/** What a command leaves: the lines for its two outputs, and its exit code. */
export interface Answer {
  code: 0 | 2
  out: string
  err: string
}

/** Makes the sheet and says in one line of JSON what it holds; code 2 and a sentence for what can't be done as asked. */
export async function answerPrintRender(words: string[]): Promise<Answer> {
  try {
    return { code: 0, out: `${JSON.stringify(await make(words))}\n`, err: '' }
  } catch (error) {
    return { code: 2, out: '', err: `print:render: ${refusal(error)}\n` }
  }
}

/** @throws what is no refusal but a fault of ours, as it came */
function refusal(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (error instanceof Misuse) return `${error.message}\n\n${usage}\n${placeUsage}\n${templateUsage}\n\n${impositionUsage}`
  if (error instanceof Error && 'code' in error && 'path' in error) return `the file could not be written (${error.code})`
  throw error
}
