import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { legalChecks, readyToPrint, type PaperFacts, type PaperKind } from './checks'
import { colours, draw } from './drawn.fixture'
import { emptyImprint, imprintLine, type Imprint } from './imprint'
import { noticeIds, notices } from './notices'

const { blue, white, red, black } = colours
const own: Imprint = { ...emptyImprint, name: 'Union des Quartiers', address: '12 place du Marché, 93200 Saint-Denis' }
const printer: Imprint = { by: 'printer', name: 'Imprimerie du Canal', address: '4 quai du Port, 93200 Saint-Denis', register: 'RCS Bobigny 732 829 320', keepStreetsClean: true }
const flag = draw(300, 420, [255, 250, 220], [[20, 20, 30, 60, blue], [50, 20, 30, 60, white], [80, 20, 30, 60, red]])
const plain = draw(300, 420, white, [[30, 40, 240, 60, black], [30, 140, 200, 10, black]])
const coloured = draw(300, 420, white, [[0, 0, 300, 160, red]])
const facts = (kind: PaperKind, more: Partial<PaperFacts> = {}): PaperFacts => ({ kind, imprint: own, width: 297, height: 420, pictures: [coloured], ...more })
const idsOf = (paper: PaperFacts) => legalChecks(paper).map(({ id }) => id)

describe('a paper before it is printed', () => {
  it('has nothing to be said of when all is on it', () => {
    for (const kind of ['tract', 'leaflet', 'poster', 'invitation', 'door-card', 'social', 'circular', 'other'] as const) expect(idsOf(facts(kind))).toEqual([])
  })

  it('waits for an answer while it does not say who printed it, name and address', () => {
    for (const imprint of [null, emptyImprint, { ...own, address: ' ' }, { ...own, name: '' }]) {
      const found = legalChecks(facts('tract', { imprint }))
      expect(found.map(({ id }) => id)).toContain('imprint-missing')
      expect(readyToPrint(found, new Set())).toBe(false)
      expect(readyToPrint(found, new Set(['imprint-missing']))).toBe(true)
    }
    expect(idsOf(facts('social', { imprint: null }))).toEqual([])
    expect(idsOf(facts('invitation', { imprint: null }))).toEqual(['imprint-missing', 'not-a-card'])
  })

  it('names its printer, or the section itself, and asks not to be thrown away unless that is switched off', () => {
    expect(imprintLine(printer)).toBe('Imprimeur\u00a0: Imprimerie du Canal, 4 quai du Port, 93200 Saint-Denis, RCS Bobigny 732 829 320. Ne pas jeter sur la voie publique')
    expect(imprintLine({ ...own, keepStreetsClean: false })).toBe('Imprimé par nos soins — Union des Quartiers, 12 place du Marché, 93200 Saint-Denis')
    expect(imprintLine({ ...emptyImprint, keepStreetsClean: false })).toBe('')
    expect(idsOf(facts('tract', { imprint: { ...own, keepStreetsClean: false } }))).toEqual(['streets-clean'])
    expect(idsOf(facts('poster', { imprint: { ...own, keepStreetsClean: false } }))).toEqual([])
  })

  it('is told of a typing error in the printer’s SIREN', () => {
    expect(idsOf(facts('tract', { imprint: printer }))).toEqual([])
    expect(idsOf(facts('tract', { imprint: { ...printer, register: 'SIREN 732829321' } }))).toEqual(['imprint-register'])
    expect(idsOf(facts('tract', { imprint: { ...printer, register: 'RCS Bobigny' } }))).toEqual([])
  })

  it('is warned of the three colours on posters and circulars, not on tracts', () => {
    expect(idsOf(facts('poster', { pictures: [flag] }))).toEqual(['tricolour'])
    expect(idsOf(facts('circular', { pictures: [coloured, flag] }))).toEqual(['tricolour'])
    expect(idsOf(facts('tract', { pictures: [flag] }))).toEqual([])
    expect(idsOf(facts('poster', { emblem: true }))).toEqual(['tricolour-flag'])
  })

  it('is warned of black on white on posters, not on coloured paper, nor with a title in colour', () => {
    expect(idsOf(facts('poster', { pictures: [plain] }))).toEqual(['black-on-white'])
    expect(idsOf(facts('poster', { pictures: [plain], colouredPaper: true }))).toEqual([])
    expect(idsOf(facts('tract', { pictures: [plain] }))).toEqual([])
    expect(idsOf(facts('poster', { pictures: [draw(300, 420, black)] }))).toEqual([])
    expect(idsOf(facts('poster', { pictures: [draw(300, 420, [250, 247, 238], [[30, 40, 240, 60, black]])] }))).toEqual(['black-on-white'])
  })

  it('is told what the official panels take', () => {
    expect(idsOf(facts('poster', { width: 841, height: 594 }))).toEqual([])
    expect(idsOf(facts('poster', { width: 600, height: 800 }))).toEqual(['panel-format'])
    expect(idsOf(facts('poster', { width: 420, height: 594, meeting: true }))).toEqual(['panel-meeting-format'])
    expect(idsOf(facts('poster', { width: 420, height: 594 }))).toEqual([])
  })

  it('is warned of the silence before a vote on the day it is to be handed out', () => {
    const at = (local: string) => ({ local, zone: 'Europe/Paris' })
    const spread = (day: string) => ({ start: at(`${day}T09:00:00`), end: at(`${day}T11:00:00`), votes: [{ day: '2026-03-15', zone: 'Europe/Paris', closes: '20:00' }], home: 'Europe/Paris' })
    expect(idsOf(facts('tract', { spread: spread('2026-03-14') }))).toEqual(['electoral-silence'])
    expect(idsOf(facts('social', { spread: spread('2026-03-14') }))).toEqual(['electoral-silence'])
    expect(idsOf(facts('tract', { spread: spread('2026-03-13') }))).toEqual([])
    expect(idsOf(facts('poster', { spread: spread('2026-03-14') }))).toEqual([])
  })
})

describe('every notice', () => {
  it.each(noticeIds)('%s says in both languages what it is, by which text, read where and when', (id) => {
    const { sentence, reference, read, source, since } = notices[id]
    for (const words of [sentence.fr, sentence.en, reference.fr, reference.en, source.fr, source.en]) expect(words.length).toBeGreaterThan(10)
    expect(read).toMatch(/^20\d\d-\d\d$/)
    if (since !== undefined) expect(since).toMatch(/^\d{4}-\d\d-\d\d$/)
    for (const french of [sentence.fr, reference.fr, source.fr]) {
      expect(french).not.toMatch(/[^\u00a0\u202f\d][:;!?»](?:\s|$)|« |n° /)
      // What an organizer reads is French, also where it says where that was read.
      expect(french).not.toMatch(/(?<!\p{L})(?:the|of|and|excerpts?|excepts|state|read|still|since|whether|was|not|no|each|other|law|article 3 excepts|December|November|April|May)(?!\p{L})/u)
    }
    for (const english of [sentence.en, source.en]) expect(english).not.toMatch(/(?<!\p{L})(?:et|décembre|avril|mai|mars|extraits|cités|selon|aucun|loi)(?!\p{L})/u)
  })

  it('informs: only the imprint waits for an answer, whatever the paper', () => {
    fc.assert(fc.property(
      fc.constantFrom<PaperKind>('tract', 'leaflet', 'poster', 'invitation', 'door-card', 'social', 'circular', 'other'), fc.boolean(), fc.boolean(), fc.integer({ min: 20, max: 2000 }), fc.integer({ min: 20, max: 2000 }), fc.constantFrom(plain, flag, coloured),
      (kind, emblem, named, width, height, picture) => {
        const found = legalChecks(facts(kind, { emblem, imprint: named ? own : null, width, height, pictures: [picture] }))
        expect(readyToPrint(found, new Set())).toBe(named || kind === 'social')
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
      },
    ), { numRuns: 40 })
  })
})
