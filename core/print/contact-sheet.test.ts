import fc from 'fast-check'
import { create } from 'qrcode'
import { describe, expect, it } from 'vitest'
import { loadPrintFonts } from '../../tools/print-fonts'
import { checkStructure, extractText, readableObjects, renderPdf } from '../../tests/print/paper'
import type { Consent } from '../domain/consent'
import { demoPeople } from '../domain/demo/people'
import { draftToPerson } from '../domain/draft'
import type { PersonId } from '../domain/ids'
import { emptyPerson, type Person } from '../domain/person'
import { phoneText } from '../domain/phone-text'
import { errorCode } from '../ports/errors'
import { renderContactSheet } from './contact-sheet'
import type { ContactSheetInput } from './sheet'

const fonts = await loadPrintFonts()
const somebody = (fields: Partial<Person>): Person => ({ ...emptyPerson('' as PersonId, 0), ...fields })
const agreed = (state: Consent['state']): Consent[] => [{ purpose: 'action', channel: 'call', state, date: '', source: '', wording: '' }]
const demo = (count: number): Person[] => demoPeople(count, 'sheet', '2026-11-22').map(({ id, draft, at }) => draftToPerson(id, draft, at))

function asked(people: Person[], options: Partial<ContactSheetInput['options']> = {}, more: Partial<ContactSheetInput> = {}): ContactSheetInput {
  return {
    people, leftOut: 0, sectionName: 'Section de Saint-Denis', code: 'K7M4-XQPR', locale: 'fr', at: Date.UTC(2026, 10, 22, 23, 30), timeZone: 'Europe/Paris',
    options: {
      title: 'Liste de contacts', columns: ['name', 'phones', 'emails', 'city', 'level'], orientation: 'portrait', consent: null,
      selectionInWords: 'Toute la section', destroyAfterUse: true, ...options,
    },
    ...more,
  }
}
const make = (...words: Parameters<typeof asked>) => renderContactSheet(asked(...words), fonts)
/** As read on paper: no-break spaces are spaces. */
const pagesOf = async (pdf: Uint8Array, ...options: string[]): Promise<string[]> =>
  (await extractText(pdf, ...options)).replace(/[\u00a0\u202f]/g, ' ').split('\f').slice(0, -1)

describe('a sheet of 300 people', () => {
  it('says on each page which sheet it is, who made it, when, and what to do with it', async () => {
    const sheet = await make(demo(300))
    await checkStructure(sheet.pdf)
    const pages = await pagesOf(sheet.pdf, '-layout')
    expect(pages).toHaveLength(sheet.pages)
    expect(sheet).toMatchObject({ code: 'K7M4-XQPR', printed: 300, leftOut: 0, missing: [], crowded: false })
    pages.forEach((page, at) => {
      for (const word of ['Liste de contacts', 'Section de Saint-Denis', 'Téléphone', 'Commune', '23 novembre 2026', 'À détruire après usage', 'Feuille K7M4-XQPR', `Page ${at + 1}/${sheet.pages}`]) {
        expect(page).toContain(word)
      }
    })
    expect(pages[0]).toContain('300 personnes sur cette feuille')
  })

  it('prints everybody, in the order given, with all their phones and e-mails', async () => {
    const people = demo(300)
    const text = (await pagesOf((await make(people)).pdf, '-raw')).join('\n').replace(/[\s\u202a-\u202e]+/g, '')
    let from = 0
    for (const person of people) {
      // Words of a right-to-left name come in the order of their places on paper: its surname is looked for.
      const name = /[\u0590-\u08ff]/.test(person.lastName + person.firstName) ? person.lastName : `${person.lastName}${person.firstName}`
      const at = text.indexOf(name.replace(/\s+/g, ''), from)
      expect(at).toBeGreaterThanOrEqual(from)
      from = at
      const points = [...person.phones.map(({ value }) => phoneText(value)), ...person.emails.map(({ value }) => value)]
      for (const point of points) expect(text.slice(at, at + 400)).toContain(point.replace(/\s+/g, ''))
    }
  })

  it('is the same, byte for byte, when asked again, and another with another code', async () => {
    const [one, again, other] = [await make(demo(60)), await make(demo(60)), await make(demo(60), {}, { code: 'AAAA-BBBB' })]
    expect(Buffer.compare(one.pdf, again.pdf)).toBe(0)
    expect(Buffer.compare(one.pdf, other.pdf)).not.toBe(0)
  })

  it('names nobody in its file’s description, and asks printers not to scale it', async () => {
    const objects = await readableObjects((await make([somebody({ lastName: 'Girard', firstName: 'Odile' })], { title: 'Appels d’Odile Girard' })).pdf)
    const info = objects.slice(objects.indexOf('/CreationDate') - 200, objects.indexOf('/CreationDate') + 900)
    expect(objects).toMatch(/\/Lang \(fr-FR\)/)
    expect(objects).toMatch(/\/PrintScaling \/None/)
    const hidden = [...info.matchAll(/<([0-9a-f]+)>/g)].map(([, hex]) => Buffer.from(hex!, 'hex').swap16().toString('utf16le')).join('|')
    expect(hidden).toContain('Liste de contacts K7M4-XQPR')
    expect(hidden).toContain('Permanence')
    expect(objects).not.toMatch(/\/Title[^\n]*Girard/)
    expect(hidden).not.toContain('Girard')
  })

  it('keeps 10 mm of every edge white', async () => {
    const { pdf } = await make(demo(40), { orientation: 'landscape', columns: ['name', 'phones', 'emails', 'address', 'tags', 'note', 'blank'] })
    for (const { width, height, dark } of await renderPdf(pdf, 72)) {
      const edge = Math.floor((10 / 25.4) * 72)
      expect(Math.abs(width / height - Math.SQRT2)).toBeLessThan(0.01)
      const onEdge = (at: number): boolean => {
        const [x, y] = [at % width, Math.floor(at / width)]
        return x < edge || y < edge || x >= width - edge || y >= height - edge
      }
      expect(dark.some((ink, at) => ink > 0 && onEdge(at))).toBe(false)
      expect(dark.some((ink, at) => ink > 0 && !onEdge(at))).toBe(true)
    }
  })
})

describe('the QR code of a sheet', () => {
  it('shows the printed code on the first page and on the next ones, with its quiet zone', async () => {
    const { modules } = create('K7M4-XQPR', { errorCorrectionLevel: 'M', maskPattern: 3 })
    const pages = await renderPdf((await make(demo(60))).pdf, 300)
    const dots = 300 / 72
    // Lower left corner and side in points, from the frame's geometry: 12 mm from the top and right edges.
    for (const [page, side] of [[pages[0]!, 42], [pages[1]!, 25]] as const) {
      const [left, top] = [(595.28 - 34 - side) * dots, 34 * dots]
      const module = (side * dots) / modules.size
      for (let row = -4; row < modules.size + 4; row++) {
        for (let column = -4; column < modules.size; column++) {
          const at = Math.round(top + (row + 0.5) * module) * page.width + Math.round(left + (column + 0.5) * module)
          const inside = row >= 0 && row < modules.size && column >= 0
          expect(page.dark[at]! > 128, `row ${row}, column ${column}`).toBe(inside && modules.get(row, column) === 1)
        }
      }
    }
  })
})

describe('consent', () => {
  const people = [somebody({ lastName: 'Agathe', consents: agreed('yes') }), somebody({ lastName: 'Refuse', consents: agreed('no') }), somebody({ lastName: 'Muette' })]

  it('keeps off a sheet for calling whoever did not agree, even when the caller forgot to, and says how many', async () => {
    const sheet = await make(people, { consent: { purpose: 'action', channel: 'call' } })
    const [text] = await pagesOf(sheet.pdf)
    expect(sheet).toMatchObject({ printed: 1, leftOut: 2 })
    expect(text).toContain('Agathe')
    expect(text).not.toMatch(/Refuse|Muette/)
    expect(text).toContain('2 personnes écartées : pas d’accord pour l’appel')
  })

  it('says so in English too', async () => {
    const [text] = await pagesOf((await make([people[0]!], { consent: { purpose: 'action', channel: 'call' } }, { locale: 'en', leftOut: 1 })).pdf)
    expect(text).toContain('1 person left out: no agreement to be called')
    expect(text).toContain('1 person on this sheet')
    expect(text).toContain('23 November 2026')
  })

  it('is not asked of an internal working list', async () => {
    expect(await make(people)).toMatchObject({ printed: 3, leftOut: 0 })
  })
})

describe('an empty selection', () => {
  it('gives one page that says so', async () => {
    const sheet = await make([])
    expect(sheet).toMatchObject({ pages: 1, printed: 0 })
    expect((await pagesOf(sheet.pdf))[0]).toContain('Aucune personne dans cette sélection.')
  })
})

describe('long content', () => {
  const long = somebody({
    lastName: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh', firstName: 'Marie-Antoinette Joséphine',
    emails: [{ value: 'marie.antoinette.josephine.wolfeschlegelsteinhausenbergerdorff@sous-domaine.exemple.invalid', label: '' }],
    note: 'Peut prêter une sono. '.repeat(30), tags: Array.from({ length: 400 }, (_, at) => `mot ${at}`), city: 'Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson',
  })

  it('never cuts a name, shows that a note goes on, and keeps each row on one page', async () => {
    const people = Array.from({ length: 30 }, () => ({ ...long, tags: ['marché'] }))
    const pages = await pagesOf((await make(people, { columns: ['name', 'emails', 'note', 'city'] })).pdf, '-raw')
    const text = pages.join('').replace(/\s+/g, '')
    for (const whole of [long.lastName, long.emails[0]!.value, long.city]) {
      const letters = [...whole.replace(/[\s-]/g, '')]
      expect(letters.every((letter) => text.includes(letter))).toBe(true)
    }
    expect(text.match(/Antoinette/g)!.length).toBeGreaterThanOrEqual(30)
    expect(text.match(/…/g)).toHaveLength(30)
    for (const page of pages) expect(page.match(/Joséphine/g)?.length).toBe(page.match(/…/g)?.length)
  })

  it('ends a cell that no page could hold with a visible ellipsis instead of running off the paper', async () => {
    const sheet = await make([long], { columns: ['name', 'tags'] })
    expect(sheet.pages).toBe(1)
    expect((await pagesOf(sheet.pdf))[0]).toContain('…')
  })

  it('says when the columns are too many', async () => {
    expect((await make(demo(20), { columns: ['name', 'phones', 'emails', 'address', 'level', 'relation', 'tags', 'availability', 'note', 'consents', 'birth', 'contactPerson', 'createdAt'] })).crowded).toBe(true)
  })
})

describe('a character that no font has', () => {
  it('is printed as a box and reported', async () => {
    const sheet = await make([somebody({ lastName: '李', firstName: 'Na 👍' })])
    expect(sheet.missing).toEqual(['李', '👍'])
    expect((await renderPdf(sheet.pdf, 50))[0]!.dark.some((dark) => dark > 0)).toBe(true)
  })
})

describe('the cells of a sheet', () => {
  it('say half-days in the order of the week, consents in words, free words as they are', async () => {
    const person = somebody({ lastName: 'Girard', availability: ['sun-pm', 'mon-eve', 'pleine lune'], consents: agreed('yes').concat({ ...agreed('no')[0]!, channel: 'sms' }), skills: ['sound', 'jonglage'], birth: '1987-04-03' })
    const [text] = await pagesOf((await make([person], { columns: ['name', 'availability', 'consents', 'skills', 'birth'], orientation: 'landscape' })).pdf, '-raw')
    const flat = text!.replace(/\s+/g, ' ')
    for (const cell of ['lundi soir, dimanche après‑midi, pleine lune', 'Actions : appel ; non SMS', 'Sonorisation, jonglage', '03/04/1987']) expect(flat).toContain(cell)
  })
})

describe('whatever was typed or imported', () => {
  it('makes a sound file', async () => {
    const odd = fc.string({ unit: fc.oneof(fc.constantFrom('a', ' ', '-', '\u0301', 'ب', 'َ', '\u200f', '(', '١', '\ud800', '\u202e', '\n', 'ﷺ', '\\', ')'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 60 })
    await fc.assert(fc.asyncProperty(odd, odd, odd, odd, async (lastName, firstName, note, title) => {
      const sheet = await make([somebody({ lastName, firstName, note, emails: [{ value: note, label: title }], tags: [title] })], { title, selectionInWords: note, columns: ['name', 'emails', 'tags', 'note'] })
      expect(sheet.pages).toBe(1)
      await checkStructure(sheet.pdf)
    }), { numRuns: 25, examples: [['', '', '', ''], ['\ud800', '\u202e', '\u0301', '\u200f']] })
  }, 60_000)
})

describe('a job under way', () => {
  it('tells how far it is and lets others work', async () => {
    const told: number[] = []
    let rests = 0
    await renderContactSheet(asked(demo(1000)), fonts, { onProgress: (done, total) => told.push(done / total), pause: async () => void rests++ })
    expect(told.at(-1)).toBe(1)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(rests).toBeGreaterThan(5)
  })

  it('stops when it is cancelled', async () => {
    const control = new AbortController()
    const job = renderContactSheet(asked(demo(2000)), fonts, { signal: control.signal, pause: async () => control.abort() })
    expect(await job.catch(errorCode)).toBe('cancelled')
  })

  it('refuses a sheet without columns', async () => {
    expect(await make(demo(3), { columns: [] }).catch(errorCode)).toBe('print-failed')
  })
})
