import decodeQR from 'qr/decode.js'
import { describe, expect, it } from 'vitest'
import { checkStructure, extractText, renderPdf } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import { renderRecoverySheet, type RecoverySheetInput } from './recovery-sheet'

const fonts = await loadPrintFonts()
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
/** So many letters of a sheet, all of the alphabet among them. */
const letters = (count: number, from = 0) => Array.from({ length: count }, (_, at) => alphabet[((at + from) * 11 + (at >> 5)) % 32]).join('')
const lineOf = (at: number, count = 20) => letters(count, at * 7).replace(/(....)(?=.)/g, '$1 ')

async function made(count: number, more: Partial<RecoverySheetInput> = {}) {
  const input: RecoverySheetInput = {
    sectionName: 'Section de Saint-Denis', relayUrl: 'https://relais.exemple.org', locale: 'fr', at: Date.UTC(2026, 10, 22, 23, 5), timeZone: 'Europe/Paris',
    lines: [...Array.from({ length: count - 1 }, (_, at) => lineOf(at)), lineOf(count, 7)],
    qr: `PERMANENCE:${letters((count - 1) * 18 + 5)}`,
    ...more,
  }
  return { input, pdf: await renderRecoverySheet(input, fonts) }
}

/** As read on paper: no-break spaces are spaces. */
const textOf = async (pdf: Uint8Array) => (await extractText(pdf, '-layout')).replace(/[\u00a0\u202f]/g, ' ')

/** Lines as someone copies them off the paper: what stands behind a number. */
const linesOn = (text: string) => [...text.matchAll(/^\s*(\d+)\s+([2-9A-HJ-NP-Z ]+)$/gm)].map(([, number, line]) => ({ number: Number(number), line: line!.trim() }))

async function qrOn(pdf: Uint8Array, dotsPerInch: number): Promise<string> {
  const [page] = await renderPdf(pdf, dotsPerInch)
  const { width, height, dark } = page!
  const data = new Uint8Array(width * height * 4).fill(255)
  for (const [at, ink] of dark.entries()) data.fill(255 - ink, at * 4, at * 4 + 3)
  return decodeQR({ width, height, data })
}

describe('a recovery sheet on paper', () => {
  it('says what it is, of whom, from when, how to keep it and how to use it, on one page', async () => {
    const { pdf } = await made(13)
    await checkStructure(pdf)
    const text = await textOf(pdf)
    expect(text.split('\f')).toHaveLength(2)
    for (const words of ['Feuille de secours', 'Section de Saint-Denis', '23 novembre 2026 à 00:05', 'Qui tient cette feuille tient la section.', 'https://relais.exemple.org', 'enveloppe fermée', 'J’ai une feuille de secours']) expect(text).toContain(words)
    const english = await textOf((await made(13, { locale: 'en' })).pdf)
    for (const words of ['Recovery sheet', 'Whoever holds this sheet holds the section.', 'closed envelope', 'I have a recovery sheet']) expect(english).toContain(words)
  })

  it.each([
    ['few lines', 9, {}],
    ['the usual number', 13, {}],
    ['as many as a sheet can have, and a name and an address that take all the room', 31, {
      sectionName: 'Section des quartiers nord de la très grande ville de Sainte-Geneviève-des-Bois-sur-Orge-lès-Rivières, et alentours',
      relayUrl: `https://${'relais-de-la-federation.'.repeat(9)}exemple.org:8443`,
    }],
  ])('is read back line by line and by its QR code, with %s', async (_, count, more) => {
    const { input, pdf } = await made(count, more)
    const text = await textOf(pdf)
    expect(text.split('\f')).toHaveLength(2)
    const lines = linesOn(text)
    expect(lines.map(({ number }) => number)).toEqual(input.lines.map((_line, at) => at + 1))
    expect(lines.map(({ line }) => line)).toEqual(input.lines)
    // Far less than a telephone sees.
    expect(await qrOn(pdf, 110)).toBe(input.qr)
  })

  it('keeps 10 mm of every edge white', async () => {
    const [page] = await renderPdf((await made(31)).pdf, 72)
    const { width, height, dark } = page!
    const edge = Math.floor((10 / 25.4) * 72)
    const onEdge = dark.reduce((sum, ink, at) => sum + (at % width < edge || at % width >= width - edge || at < edge * width || at >= (height - edge) * width ? ink : 0), 0)
    expect(onEdge).toBe(0)
  })

  it('gives the same bytes for the same sheet', async () => {
    const { input, pdf } = await made(13)
    expect(await renderRecoverySheet(input, fonts)).toEqual(pdf)
  })
})
