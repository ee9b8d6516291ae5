import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inked, isBox, readQr } from '../../tests/print/inked'
import { checkStructure, renderPdf } from '../../tests/print/paper'
import { collisions, placedText, textWithin } from '../../tests/print/placed-text'
import { loadPrintFonts } from '../../tools/print-fonts'
import { renderActionBrief, type BriefInput, type BriefPerson } from './action-brief'

const fonts = await loadPrintFonts()
const person = (name: string, phone = '', waiting = false): BriefPerson => ({ key: `${name} ${phone}`, name, phone, waiting })
const stall: BriefInput = {
  title: 'Stand au marché', when: 'samedi 14 mars 2026, 9 h – 13 h', zone: '', where: 'devant la halle, place du Marché, Saint-Denis', sectionName: 'Union des Quartiers', audience: 'supporters',
  description: 'On installe à 8 h 30.', contact: null, silence: [], invited: 2, phonesLeftOut: 1,
  shifts: [
    { label: '9 h – 11 h · installation', least: 3, lacking: 1, people: [person('Aïcha Benali', '06 39 98 00 10'), person('Bruno Éluard')] },
    { label: '11 h – 13 h', least: 1, lacking: 0, people: [person('', '06 39 98 00 11'), person('Zoé Kaya', '', true)] },
  ],
  tasks: [{ text: 'Table et nappe', done: true }, { text: 'Tracts', done: false }], material: [{ text: 'tracts', quantity: 1500 }], counters: ['leaflets', 'contacts'], code: 'K7M4-XQPR', locale: 'fr', at: Date.UTC(2026, 2, 1),
}
const make = (input: BriefInput) => renderActionBrief(input, fonts)
const whole = { x: 0, y: 0, width: 210, height: 297 }
/** Where who comes is written. */
const left = { ...whole, width: 126 }

describe('the brief of an action', () => {
  it('says when, where and for whom, who comes to which shift, who lacks, what to prepare and what to bring back', async () => {
    const { pdf, pages, people } = await make(stall)
    expect([pages, people]).toEqual([1, 4])
    await checkStructure(pdf)
    const placed = await placedText(pdf)
    expect(placed).toHaveLength(1)
    const text = textWithin(placed[0]!, whole)
    for (const said of [
      'Stand au marché', 'samedi 14 mars 2026, 9 h – 13 h', 'devant la halle, place du Marché, Saint-Denis', 'Public : sympathisant·e·s', 'Union des Quartiers', 'Responsable sur place', 'On installe à 8 h 30.',
      'Qui vient : 3 personnes', '9 h – 11 h · installation', 'il manque 1 personne', 'Aïcha Benali', '06 39 98 00 10', 'Bruno Éluard', 'au complet', 'sans nom', 'Zoé Kaya (en attente)',
      '1 téléphone n’y est pas', 'n’a pas accepté d’être appelée', '2 personnes invitées n’ont pas répondu', 'Table et nappe', '1 500 × tracts', 'À rapporter', 'Feuilles et bulletins remplis', 'Tracts donnés', 'Contacts pris', 'à détruire après l’action', 'Fiche K7M4-XQPR',
    ]) expect(text).toContain(said)
    expect(text).not.toContain('Silence')
  })

  it('has a box for each thing to prepare, crossed where it is done, and a code that a camera reads', async () => {
    const { pdf } = await make(stall)
    const [placed] = await placedText(pdf)
    const at = (text: string) => placed!.find((item) => item.text === text)!.y - 1.2
    const [page] = await renderPdf(pdf, 254)
    expect(isBox(page!, 131.6, at('Tracts'), 3.2, 254)).toBe(true)
    expect(inked(page!, { x: 131.1, y: at('Table et nappe') - 0.5, width: 1, height: 1 }, 254)).toBeGreaterThan(0.2)
    const [plain] = await renderPdf(pdf, 200)
    expect(readQr(plain!, { x: 150, y: 0, width: 60, height: 40 }, 200)).toBe('K7M4-XQPR')
    for (const bar of [{ ...whole, height: 5 }, { ...whole, y: 292, height: 5 }, { ...whole, width: 5 }, { ...whole, x: 205, width: 5 }]) expect(inked(page!, bar, 254)).toBe(0)
  })

  it('warns of the silence before a vote, names who is in charge, and says whose clock it goes by', async () => {
    const [placed] = await placedText((await make({ ...stall, silence: [{ day: 'dimanche 15 mars 2026', closes: '20:00' }], contact: { name: 'Karim Diallo', phone: '06 39 98 00 12' }, zone: 'America/Martinique' })).pdf)
    const text = textWithin(placed!, whole)
    for (const said of ['Silence électoral', 'dimanche 15 mars 2026', 'article L49', 'Karim Diallo, 06 39 98 00 12', 'heure de America/Martinique']) expect(text).toContain(said)
  })

  it('counts who comes to two shifts once', async () => {
    const twice = person('Aïcha Benali', '06 39 98 00 10')
    const { pdf, people } = await make({ ...stall, shifts: stall.shifts.map((shift) => ({ ...shift, people: [twice] })) })
    const text = textWithin((await placedText(pdf))[0]!, whole)
    expect([people, text.match(/Aïcha Benali/g)!.length]).toEqual([1, 2])
    expect(text).toContain('Qui vient : 1 personne')
  })

  it('names nobody where nobody signed up, and then needs not be destroyed', async () => {
    const { pdf, people } = await make({ ...stall, shifts: [{ label: '', least: 0, lacking: 0, people: [] }], invited: 0, phonesLeftOut: 0, tasks: [], material: [] })
    const text = textWithin((await placedText(pdf))[0]!, whole)
    expect(people).toBe(0)
    for (const said of ['Personne n’est encore inscrit', 'Toute l’action', 'personne pour l’instant', 'Rien n’est noté.']) expect(text).toContain(said)
    expect(text).not.toContain('détruire')
  })

  it('is one page whoever comes: nobody is left out without being counted, and nothing lies on anything else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 16 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 300 }), async (sizes, things, words) => {
        const shifts = sizes.map((size, shift) => ({ label: `Créneau ${shift}.`, least: 2, lacking: size < 2 ? 2 - size : 0, people: Array.from({ length: size }, (_, at) => person(`Personne${shift}-${at} Nom`, at % 2 ? '06 39 98 00 10' : '')) }))
        const input: BriefInput = { ...stall, shifts, tasks: Array.from({ length: things }, (_, at) => ({ text: `Chose${at}.`, done: false })), material: Array.from({ length: things >> 1 }, (_, at) => ({ text: `affiche${at}.`, quantity: at })), description: 'mot '.repeat(words), silence: [{ day: 'dimanche', closes: '20:00' }, { day: 'lundi', closes: '18:00' }] }
        const { pdf, people } = await make(input)
        const placed = await placedText(pdf)
        expect(placed).toHaveLength(1)
        expect(collisions(placed[0]!)).toEqual([])
        for (const { x, y, width } of placed[0]!) expect(x > 13.5 && x + width < 196.8 && y < 291).toBe(true)
        const text = textWithin(placed[0]!, left)
        const named = new Set(text.match(/Personne\d+-\d+/g) ?? [])
        expect(named.size).toBe(people)
        const others = [...text.matchAll(/et (\d+) autres?\b(?! (?:créneau|mot))/g)].reduce((sum, [, count]) => sum + Number(count), 0)
        const hidden = shifts.filter(({ label }) => !text.includes(label))
        if (hidden.length > 0) expect(text).toMatch(new RegExp(`et ${hidden.length} autres? créneaux?,`))
        const total = sizes.reduce((sum, size) => sum + size, 0)
        expect(named.size + others + hidden.reduce((sum, shift) => sum + shift.people.length, 0)).toBe(total)
        if (total > 0) expect(text).toContain(`Qui vient : ${total} personne`)
        const side = textWithin(placed[0]!, { ...whole, x: 126 })
        const listed = (side.match(/Chose\d+\./g) ?? []).length + (side.match(/affiche\d+\./g) ?? []).length
        expect(listed + [...side.matchAll(/et (\d+) autres?/g)].reduce((sum, [, count]) => sum + Number(count), 0)).toBe(things + (things >> 1))
        // Each word of the description is read, or counted.
        const all = textWithin(placed[0]!, whole)
        const counted = /et (\d+) autres? mots? dans/.exec(all)
        expect((all.match(/\bmot\b(?! dans)/g) ?? []).length + Number(counted?.[1] ?? 0)).toBe(words)
      }),
      { numRuns: 12 },
    )
  })

  it('cuts what was written without end, and shows that it did', async () => {
    const long = 'Grand rassemblement des habitantes et habitants '.repeat(20)
    const { pdf } = await make({ ...stall, title: long, when: long, where: long, sectionName: long, description: `${long}\n${'W'.repeat(900)}`, contact: { name: long, phone: long }, shifts: [{ label: long, least: 9, lacking: 9, people: [person(long, '06 39 98 00 10', true)] }], tasks: [{ text: long, done: false }], material: [{ text: long, quantity: 1e6 }], counters: ['leaflets', 'letterboxes', 'doors', 'opened', 'contacts', 'posters', 'calls', 'people'] })
    const [placed, ...more] = await placedText(pdf)
    expect(more).toEqual([])
    expect(collisions(placed!)).toEqual([])
    for (const { x, width } of placed!) expect(x > 13.5 && x + width < 196.8).toBe(true)
    const text = textWithin(placed!, whole)
    expect(text).toContain('…')
    expect(text).toContain('06 39 98 00 10')
  })

  it('is in English as a whole, and the same bytes for the same brief', async () => {
    const english = { ...stall, locale: 'en' as const, audience: 'members' as const }
    const { pdf } = await make(english)
    const text = textWithin((await placedText(pdf))[0]!, whole)
    for (const said of ['Open to: members', 'Who comes: 3 people', '1 short', '1 phone is left out', 'To bring back', 'destroy it after the action', '1,500 × tracts']) expect(text).toContain(said)
    expect((await make(english)).pdf).toEqual(pdf)
  })
})
