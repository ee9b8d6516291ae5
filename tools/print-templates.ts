/** `print:render -- tract`: a template of ours, filled with the words of its demonstration. */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { demoSectionName } from '#core/domain/demo/people'
import { emptyImprint } from '#core/domain/legal/imprint'
import type { Brand } from '#core/print/templates/brand'
import { builtInTemplates } from '#core/print/templates/built-in/templates'
import { renderTemplate, type TemplateInput } from '#core/print/templates/render-template'
import { sampleSlots } from '#core/print/templates/template-words'
import { loadPrintFonts } from './print-fonts'
import { Misuse } from './print-request'

export const templateUsage = `
KIND tract
  --template ID                      ${builtInTemplates.map(({ id }) => id).join(', ')}; tract-a6 when not given
  --title TEXT  --text TEXT          those of the demonstration when not given; empty: none
  --bleed MM                         around the page, with a TrimBox; none when not given`

const demoBrand: Brand = { name: demoSectionName, colours: { primary: '#1c3f6e', secondary: '#f2b632' }, website: 'exemple.invalid', address: '12 place du Marché\n93200 Saint-Denis' }
const demoImprint = { ...emptyImprint, name: demoSectionName, address: '12 place du Marché, 93200 Saint-Denis' }

export function readTemplateRequest(words: string[]): TemplateInput & { out: string } {
  const { template: id = 'tract-a6', out, locale = 'fr', date = '2026-03-01', title, text, bleed = '0', demo } = parsed(words)
  if (!demo) throw new Misuse('--demo is needed: without a window only the demonstration section can be printed')
  if (!out) throw new Misuse('--out FILE is needed')
  const template = builtInTemplates.find((each) => each.id === id)
  if (!template) throw new Misuse(`--template must be ${builtInTemplates.map((each) => each.id).join(' or ')}, not "${id}"`)
  if (locale !== 'fr' && locale !== 'en') throw new Misuse(`--locale must be fr or en, not "${locale}"`)
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) throw new Misuse(`--date must be a day like 2026-11-22, not "${date}"`)
  if (!/^\d+(\.\d+)?$/.test(bleed) || Number(bleed) > 20) throw new Misuse(`--bleed must be from 0 to 20 mm, not "${bleed}"`)
  return {
    out, template, locale, brand: demoBrand, imprint: demoImprint, images: {}, bleed: Number(bleed), at: Date.parse(`${date}T12:00:00Z`),
    slots: { ...sampleSlots(template, locale), ...(title === undefined ? {} : { title }), ...(text === undefined ? {} : { text }) },
  }
}

/** Writes the file and says what is in it: a frame that is too small, a character without a letter, what the law has to say. */
export async function printTemplate(words: string[]): Promise<object> {
  const { out, ...input } = readTemplateRequest(words)
  const { pdf, notices, codes: _codes, ...facts } = await renderTemplate(input, await loadPrintFonts())
  await writeFile(out, pdf)
  return { file: out, bytes: pdf.length, template: input.template.id, ...facts, notices: notices.map(({ id }) => id) }
}

function parsed(words: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args: words, options: { demo: { type: 'boolean' }, template: text, out: text, locale: text, date: text, title: text, text, bleed: text } }).values
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error))
  }
}
