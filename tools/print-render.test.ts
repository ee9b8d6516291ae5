import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extractText } from '../tests/print/paper'
import { Misuse, readRequest } from './print-request'
import { answerPrintRender, type Answer } from './print-sheets'
import { readTemplateRequest } from './print-templates'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'permanence-render-'))))
afterAll(() => rm(folder, { recursive: true }))

/** As a script runs it. */
async function run(...words: string[]): Promise<Answer> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'print-render.ts'), ...words])
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: 2; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

/** What it would say, in this process: each start of one costs as much as the sheet. */
const render = (...words: string[]) => answerPrintRender(words)

describe('print:render, asked by a script', () => {
  it('writes the demonstration’s sheet and says what it holds in one line of JSON', async () => {
    const file = join(folder, 'sheet.pdf')
    const made = await run('contact-sheet', '--demo', '--out', file, '--count', '60', '--orientation', 'landscape', '--columns', 'name,phones,blank', '--purpose', 'call', '--locale', 'en', '--date', '2026-11-22')
    expect(made.code).toBe(0)
    const said = JSON.parse(made.out) as { file: string; bytes: number; code: string; pages: number; printed: number; leftOut: number }
    expect(made.out.trim().split('\n')).toHaveLength(1)
    const pdf = await readFile(file)
    expect(said).toMatchObject({ file, bytes: pdf.length })
    expect(said.printed + said.leftOut).toBe(60)
    expect(said.leftOut).toBeGreaterThan(0)
    const text = (await extractText(pdf)).replaceAll('\u00a0', ' ')
    expect(text).toContain(said.code)
    expect(text).toContain(`${said.leftOut} people left out: no agreement to be called`)
    expect(text).toContain('22 November 2026')
  })

  it('writes a list as it is asked for: by groups, with boxes, shared out among callers', async () => {
    const file = join(folder, 'list.pdf')
    const made = await render('contact-sheet', '--demo', '--out', file, '--count', '60', '--columns', 'name,phones', '--group', 'city', '--ticks', 'Appelé,Vient', '--notes', 'Notes', '--row-height', '12', '--blocks', '20', '--empty-rows', '2')
    const said = JSON.parse(made.out) as { printed: number; blocks: number; groups: number }
    expect([said.printed, said.blocks, said.groups > 5]).toEqual([60, 3, true])
    const text = (await extractText(await readFile(file))).replaceAll('\u00a0', ' ')
    for (const words of ['Appelé', 'Vient', 'Notes', 'Bloc 3/3', '20 personnes', 'À ajouter']) expect(text).toContain(words)
  })

  it('writes a sign-in sheet: blank for a meeting, with the members’ names for an assembly', async () => {
    const [file, other] = [join(folder, 'meeting.pdf'), join(folder, 'assembly.pdf')]
    const [meeting, assembly] = await Promise.all([
      render('sign-in-sheet', '--demo', '--out', file, '--rows', '16', '--date', '2026-03-10', '--title', 'Réunion de quartier'),
      render('sign-in-sheet', '--demo', '--out', other, '--variant', 'assembly', '--count', '60', '--rows', '0'),
    ])
    expect(JSON.parse(meeting.out)).toMatchObject({ file, pages: 2, rows: 30, missing: [] })
    const text = (await extractText(await readFile(file))).replaceAll('\u00a0', ' ')
    for (const words of ['Réunion de quartier', 'mardi 10 mars 2026', 'Réclamation : CNIL', JSON.parse(meeting.out).code]) expect(text).toContain(words)
    expect(JSON.parse(assembly.out).rows).toBeGreaterThan(10)
    expect(await extractText(await readFile(other))).toContain('Adhérent·e')
  })

  it('writes a call list of those alone who agreed, a walk list without a name, and slips', async () => {
    const [calls, walk, slips] = await Promise.all([
      render('call-list', '--demo', '--out', join(folder, 'calls.pdf'), '--count', '120', '--per-caller', '10', '--date', '2026-03-10'),
      render('walk-list', '--demo', '--out', join(folder, 'walk.pdf'), '--date', '2026-03-10'),
      render('stall-slips', '--demo', '--out', join(folder, 'slips.pdf'), '--pages', '2', '--locale', 'en'),
    ])
    const said = JSON.parse(calls.out) as { people: number; pages: number }
    expect(said.pages).toBe(Math.ceil(said.people / 10))
    expect(said.people).toBeLessThan(120)
    expect(await extractText(await readFile(join(folder, 'calls.pdf')))).toContain('mardi 10 mars 2026')
    expect(JSON.parse(walk.out)).toMatchObject({ missing: [] })
    expect(JSON.parse(walk.out).buildings).toBeGreaterThan(10)
    expect(JSON.parse(slips.out)).toMatchObject({ pages: 2, rows: 8 })
    expect(await extractText(await readFile(join(folder, 'slips.pdf')))).toContain('I want to')
  })

  it('writes a tract of ours, and says what does not fit and what the law has to say', async () => {
    const [file, other] = [join(folder, 'tract.pdf'), join(folder, 'poster.pdf')]
    const [tract, poster] = await Promise.all([
      render('tract', '--demo', '--out', file, '--title', 'Pour nos écoles', '--bleed', '3'),
      render('tract', '--demo', '--template', 'poster-a3', '--locale', 'en', '--out', other),
    ])
    expect(JSON.parse(tract.out)).toMatchObject({ file, template: 'tract-a6', pages: 1, overflow: [], missing: [], notices: [] })
    expect((await extractText(await readFile(file))).replace(/\s+/g, ' ')).toContain('Pour nos écoles')
    expect(JSON.parse(poster.out)).toMatchObject({ template: 'poster-a3', overflow: [], notices: [] })
    expect(await extractText(await readFile(other))).toContain('Everyone welcome')
  })

  it.each([
    [['--out', 'x.pdf'], /--demo is needed/],
    [['--demo'], /--out FILE is needed/],
    [['--demo', '--out', 'x.pdf', '--template', 'tract-a7'], /--template must be tract-a6 or/],
    [['--demo', '--out', 'x.pdf', '--bleed', '-3'], /--bleed/],
    [['--demo', '--out', 'x.pdf', '--bleed', '30'], /from 0 to 20 mm/],
    [['--demo', '--out', 'x.pdf', '--locale', 'de'], /fr or en/],
    [['--demo', '--out', 'x.pdf', '--rows', '3'], /--rows/],
  ])('refuses a tract with %j', (words, sentence) => {
    expect(() => readTemplateRequest(words)).toThrow(Misuse)
    expect(() => readTemplateRequest(words)).toThrow(sentence)
  })

  it('says what is wrong, exits with 2 and writes nothing', async () => {
    const misused = await run('contact-sheet', '--demo', '--out', join(folder, 'x.pdf'), '--columns', 'telephone')
    expect(misused).toMatchObject({ code: 2, out: '' })
    expect(misused.err).toMatch(/does not know "telephone"[\s\S]*Usage/)
    expect(await readdir(folder)).not.toContain('x.pdf')
  })

  it('says when the file can’t be written', async () => {
    expect(await render('contact-sheet', '--demo', '--count', '1', '--out', join(folder, 'missing', 'x.pdf'))).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/could not be written \(ENOENT\)/) })
  })

  it.each([
    [['poster', '--demo', '--out', 'x.pdf'], /contact-sheet/],
    [['contact-sheet', '--out', 'x.pdf'], /--demo is needed/],
    [['contact-sheet', '--demo'], /--out FILE is needed/],
    [['contact-sheet', '--demo', '--out', 'x.pdf', '--colour'], /--colour/],
    [['contact-sheet', '--demo', '--out', 'x.pdf', '--columns', 'name,telephone'], /does not know "telephone"/],
    [['contact-sheet', '--demo', '--out', 'x.pdf', '--orientation', 'paysage'], /portrait or landscape/],
    [['contact-sheet', '--demo', '--out', 'x.pdf', '--purpose', 'fax'], /--purpose must be/],
    [['contact-sheet', '--demo', '--out', 'x.pdf', '--purpose', 'sale:call'], /--purpose \(before the colon\) must be/],
    [['contact-sheet', '--demo', '--out', 'x.pdf', '--count', 'many'], /whole number/],
    [['contact-sheet', '--demo', '--out', 'x.pdf', '--group', 'mood'], /--group must be city or/],
    [['contact-sheet', '--demo', '--out', 'x.pdf', '--ticks', 'a,b,c,d,e,f,g'], /6 at most/],
    [['contact-sheet', '--demo', '--out', 'x.pdf', '--blocks', '40'], /--blocks must be a whole number from 0 to 25/],
    [['contact-sheet', '--demo', '--out', 'x.pdf', '--date', '22/11/2026'], /a day like 2026-11-22/],
    [['sign-in-sheet', '--demo', '--out', 'x.pdf', '--columns', 'name'], /--columns is not for sign-in-sheet/],
    [['call-list', '--demo', '--out', 'x.pdf', '--rows', '3'], /--rows is not for call-list/],
    [['walk-list', '--demo', '--out', 'x.pdf', '--variant', 'meeting'], /walk or letterboxes/],
    [['sign-in-sheet', '--demo', '--out', 'x.pdf', '--variant', 'congrès'], /meeting or assembly/],
    [['sign-in-sheet', '--demo', '--out', 'x.pdf', '--rows', 'plusieurs'], /--rows must be a whole number/],
  ])('refuses %j', (words, sentence) => {
    expect(() => readRequest(words)).toThrow(Misuse)
    expect(() => readRequest(words)).toThrow(sentence)
  })

  it('takes a channel alone as for actions, and a purpose before a colon', () => {
    const consent = (purpose: string) => {
      const request = readRequest(['contact-sheet', '--demo', '--out', 'x.pdf', '--purpose', purpose])
      return request.kind === 'contact-sheet' ? request.consent : undefined
    }
    expect(consent('call')).toEqual({ purpose: 'action', channel: 'call' })
    expect(consent('news:email')).toEqual({ purpose: 'news', channel: 'email' })
  })
})
