/**
 * The Imprimerie and the Bibliothèque in the real app: how long each thing that one does there holds the window's thread, and what
 * memory its process takes, in which the engine, the workers that draw and the window are together.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportPeople } from '#core/csv/write'
import { demoPeople } from '#core/domain/demo/people'
import { draftToPerson } from '#core/domain/draft'
import { newId, type ActionId } from '#core/domain/ids'
import { loadPrintFonts } from '../../tools/print-fonts'
import { saveTo } from '../../tests/e2e/screens'
import { createBenchSection, giveFile, workingSet, type BenchApp } from '../app'
import { programme, writeHundred } from '../papers'
import { photograph } from '../photograph'
import { rowAgainst, rowWithin, type BenchRow } from '../row'

/** Whose labels are printed, a little more than 5,000: of a household one is enough. The first 3,000 are members: 200 pages of signatures. */
const [people, members] = [5600, 3000]
/** Milliseconds after which what nobody uses any more is let go of. */
const letGo = 25_000
const reach = 50
const typed = 'Des rues où l’on marche sans danger, une école qui ne ferme pas de classe. '

export const paperThreadNames = ['thread-100-pdfs', 'thread-png', 'thread-n-up', 'thread-compose', 'thread-labels', 'thread-sign-in', 'paper-memory', 'paper-memory-left'] as const

/** The rows that are wanted, of a section that is made for them. `say`: what each took. */
export async function measurePaperThread(app: BenchApp, wanted: (name: string) => boolean, say: (line: string) => void): Promise<BenchRow[]> {
  const { window, engine } = app
  window.setDefaultTimeout(600_000)
  const folder = mkdtempSync(join(tmpdir(), 'permanence-bench-'))
  try {
    const files = await writeFiles(app, folder)
    say(`100 PDFs of ${Math.round(files.bytes / 1024 / 1024)} MB, a PNG of ${Math.round(statSync(files.png).size / 1024 / 1024)} MB`)
    await createBenchSection(app)
    await importPeople(app, files.people)
    const assembly = newId<ActionId>()
    await engine.call('execute', { type: 'action.create', made: [{ id: assembly, draft: { kind: 'assembly', title: 'Assemblée générale', start: { local: '2027-03-10T18:30:00', zone: 'Europe/Paris' }, end: { local: '2027-03-10T20:00:00', zone: 'Europe/Paris' } } }] })
    await go(app, '#/agenda')
    await window.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor()
    await app.watchThread()
    const [before, kept] = [await workingSet(app), await workingSetWhenShort(app)]
    const peaks: number[] = []
    const rows: BenchRow[] = []
    const step = async (name: (typeof paperThreadNames)[number], work: () => Promise<void>) => {
      await app.forgetTasks()
      const start = performance.now()
      const peak = await peakWhile(app, work)
      const longest = await app.longestTask()
      peaks.push(peak)
      rows.push(rowWithin(name, 'ms', longest, reach))
      say(`  ${name}: ${Math.round(longest)} ms in ${((performance.now() - start) / 1000).toFixed(1)} s, ${Math.round(peak)} MB at most`)
    }
    const all = wanted('paper-memory') || wanted('paper-memory-left')
    if (all || wanted('thread-100-pdfs')) await step('thread-100-pdfs', () => addFiles(app, files.paths))
    else await addFiles(app, files.paths.slice(-1))
    await step('thread-png', () => addFiles(app, [files.png]))
    if (all || wanted('thread-n-up')) await step('thread-n-up', () => printFourUp(app, join(folder, 'quatre.pdf')))
    if (all || wanted('thread-compose')) await step('thread-compose', () => compose(app))
    if (all || wanted('thread-labels')) await step('thread-labels', () => printLabels(app, join(folder, 'etiquettes.pdf')))
    if (all || wanted('thread-sign-in')) await step('thread-sign-in', () => printSignIn(app, assembly, join(folder, 'emargement.pdf')))
    if (!all) return rows
    await go(app, '#/agenda')
    await window.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor()
    // What is kept for whoever comes right back is let go of.
    await new Promise((resolve) => setTimeout(resolve, letGo))
    say(`  left: ${Math.round(await workingSet(app))} MB`)
    const after = await workingSetWhenShort(app)
    return [
      ...rows, rowAgainst('paper-memory', 'MB', Math.max(...peaks), { 'before them': { value: before, reach: 4 } }), rowAgainst('paper-memory-left', 'MB', after, { 'before them': { value: kept, reach: 1.5 } }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeFiles({ running }: BenchApp, folder: string) {
  const fonts = await loadPrintFonts()
  const small = photograph(1748, 1240)
  // Node writes no JPEG; the runtime does.
  const jpeg = Buffer.from(await running.app.evaluate(({ nativeImage }, png) => nativeImage.createFromBuffer(Buffer.from(png, 'base64')).toJPEG(88).toString('base64'), Buffer.from(small).toString('base64')), 'base64')
  const hundred = await writeHundred(folder, fonts, small, jpeg)
  const png = join(folder, 'PHOTO_du_quartier.png')
  writeFileSync(png, photograph())
  const long = join(folder, 'PROGRAMME_36_pages.pdf')
  writeFileSync(long, await programme(fonts, 36, 36, jpeg))
  const workbook = join(folder, 'personnes.csv')
  const drafts = demoPeople(people, 'bench', '2026-11-01', { fill: 'full' }).map(({ id, draft }, at) =>
    draftToPerson(id, { ...draft, relation: at < members ? 'member' : 'regular', externalIds: [], consents: [{ purpose: 'membership', channel: 'post', state: 'yes', date: '2026-03-01', source: 'F-12', wording: '' }] }, 0))
  writeFileSync(workbook, await exportPeople(drafts, { format: 'csv', dialect: 'excel-fr', columns: ['civility', 'lastName', 'firstName', 'emails', 'phones', 'street', 'postalCode', 'city', 'relation', 'consents'] }, 'fr'))
  return { ...hundred, paths: [...hundred.paths, long], png, people: workbook }
}

async function importPeople(app: BenchApp, path: string): Promise<void> {
  await giveFile(app.window, path)
  const changed = await app.window.evaluate(async () => {
    const called = async (name: string, args: unknown[]) => {
      const answer = await globalThis.faultsEngine.call(name, args)
      if (!answer.ok) throw new Error(answer.code)
      return answer.value
    }
    const { id } = (await called('importOpen', [{ content: (globalThis as never as { benchFile: Blob }).benchFile, fileName: 'personnes.csv' }])) as { id: string }
    const applied = (await called('importApply', [{ id }])) as { changed: number }
    await called('importClose', [{ id }])
    return applied.changed
  })
  if (changed < people * 0.99) throw new Error(`imported ${changed} people`)
}

const go = ({ window }: BenchApp, hash: string) => window.evaluate((to) => void (location.hash = to), hash)

/** Once the runtime has let go of what it keeps only while there is room: pictures as it drew them, up to hundreds of MB. */
async function workingSetWhenShort(app: BenchApp): Promise<number> {
  const session = await app.window.context().newCDPSession(app.window)
  await session.send('Memory.simulatePressureNotification', { level: 'critical' })
  await session.detach()
  await new Promise((resolve) => setTimeout(resolve, 2000))
  return workingSet(app)
}

/** The most that the window's process took while `work` went on, in MB. */
async function peakWhile(app: BenchApp, work: () => Promise<void>): Promise<number> {
  let most = 0
  let over = false
  const look = (async () => {
    while (!over) {
      most = Math.max(most, await app.running.app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ type }) => type === 'Tab')!.memory.workingSetSize / 1024))
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  })()
  try {
    await work()
  } finally {
    over = true
    await look
  }
  return most
}

async function addFiles(app: BenchApp, paths: string[]): Promise<void> {
  const { window } = app
  await go(app, '#/library')
  const chooser = window.waitForEvent('filechooser')
  await window.getByRole('button', { name: 'Ajouter des fichiers' }).first().click()
  await (await chooser).setFiles(paths)
  const dialog = window.getByRole('dialog', { name: 'Ajouter à la bibliothèque' })
  await dialog.getByRole('button', { name: new RegExp(`^Ajouter ${paths.length} documents?$`) }).and(dialog.locator(':enabled')).click()
  await dialog.waitFor({ state: 'detached' })
  await window.locator('main li img').first().waitFor()
  // What is there is looked through.
  await window.locator('main li').first().evaluate(async (item) => {
    let view: HTMLElement = item.parentElement!
    while (view.scrollHeight <= view.clientHeight && view.parentElement) view = view.parentElement
    for (let frame = 0; frame < 120; frame++) {
      view.scrollTop += 60
      await new Promise(requestAnimationFrame)
    }
  })
}

const desk = ({ window }: BenchApp) => window.getByRole('region', { name: 'Imprimerie', exact: true })
const drawn = ({ window }: BenchApp) => window.locator('canvas[data-page="1"]').waitFor()

/** Until the sheet of what is chosen is on screen. */
async function settled(app: BenchApp): Promise<void> {
  await app.window.waitForTimeout(400)
  await desk(app).getByRole('button', { name: 'Enregistrer le PDF…' }).and(app.window.locator(':enabled')).waitFor()
  await app.window.waitForTimeout(600)
}

async function printFourUp(app: BenchApp, path: string): Promise<void> {
  const { window } = app
  await go(app, '#/print')
  await window.getByRole('link', { name: /^PROGRAMME 36 pages/ }).click()
  await drawn(app)
  const anyway = window.getByRole('button', { name: 'Imprimer quand même' })
  await anyway.click()
  const others = window.locator('summary')
  if (!(await window.getByRole('radio', { name: /^4 par feuille/ }).isVisible())) await others.first().click()
  for (const form of [/^4 par feuille/, /^2 par feuille/, /^Livret/, /^4 par feuille/]) {
    await window.getByRole('radio', { name: form }).check()
    await settled(app)
  }
  await window.getByLabel('Voir en gris').check()
  await settled(app)
  await window.getByRole('button', { name: 'Agrandir' }).click()
  await window.getByRole('button', { name: 'Page suivante' }).click()
  await settled(app)
  await saveTo(app.running.app, path)
  await window.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
  await window.getByText(/C’est noté dans l’historique/).waitFor()
  if (statSync(path).size < 100_000) throw new Error('no sheets')
}

async function compose(app: BenchApp): Promise<void> {
  const { window } = app
  await go(app, '#/print/compose')
  await window.getByRole('link', { name: /^Tract A5/ }).locator('img').waitFor()
  await window.getByRole('link', { name: /^Tract A5/ }).first().click()
  await window.getByLabel('Titre', { exact: true }).pressSequentially('Nos rues, nos écoles', { delay: 60 })
  await window.getByLabel('Image', { exact: true }).selectOption({ label: 'PHOTO du quartier' })
  const preview = window.getByRole('region', { name: 'Aperçu du papier' })
  await window.getByLabel('Texte', { exact: true }).pressSequentially(typed.repeat(3), { delay: 60 })
  await window.locator('[aria-busy="false"]').and(preview).waitFor()
  await preview.getByText('une école').first().waitFor({ state: 'attached' })
  await window.getByRole('button', { name: 'Enregistrer dans la bibliothèque' }).click()
  await window.getByText('Dans la bibliothèque', { exact: true }).waitFor()
}

async function printLabels(app: BenchApp, path: string): Promise<void> {
  const { window } = app
  await go(app, '#/people')
  await window.getByRole('button', { name: 'Imprimer des étiquettes ou des enveloppes' }).first().click()
  const dialog = window.getByRole('dialog', { name: 'Imprimer des étiquettes' })
  await drawn(app)
  const summary = (await dialog.getByText(/étiquettes, \d+\spages/).textContent())!
  const count = Number(/([\d\s]+)étiquettes/.exec(summary)![1]!.replaceAll(/\s/g, ''))
  if (count < 5000) throw new Error(`${count} labels`)
  await dialog.getByLabel('Commencer à l’étiquette n°').fill('8')
  await window.waitForTimeout(1500)
  await dialog.getByRole('button', { name: 'Dernière page' }).click()
  await savePaper(app, dialog, path)
}

async function printSignIn(app: BenchApp, action: ActionId, path: string): Promise<void> {
  const { window } = app
  await go(app, `#/agenda/${action}`)
  await window.getByRole('button', { name: 'Feuille d’émargement…' }).click()
  const dialog = window.getByRole('dialog', { name: 'Feuille d’émargement' })
  await drawn(app)
  const summary = (await dialog.getByText(/\d+\spages/).first().textContent())!
  if (!/20\d\spages/.test(summary)) throw new Error(summary)
  await dialog.getByRole('button', { name: 'Dernière page' }).click()
  await savePaper(app, dialog, path)
}

async function savePaper(app: BenchApp, dialog: ReturnType<BenchApp['window']['getByRole']>, path: string): Promise<void> {
  await saveTo(app.running.app, path)
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).and(app.window.locator(':enabled')).click()
  await dialog.getByText(/C’est noté dans l’historique/).waitFor()
  await dialog.getByRole('button', { name: 'Fermer' }).click()
}
