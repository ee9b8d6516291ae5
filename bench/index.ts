/**
 * `npm run bench`: the tables of the README. `-- --json [NAME]`: as data, all rows or one;
 * `app`, `agenda`, `paper` and `sync` are the names of whole tables.
 * Every row times us and the peers in the same runtime, in this run: the first table in the real app, the second one in
 * Node processes at the real relay.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from '../tools/build'
import { openBenchApp, workingSet, writeWorkbook } from './app'
import { measureAgenda } from './measures/agenda'
import { measureContactSheet } from './measures/contact-sheet'
import { measureImposition } from './measures/imposition'
import { measureForeign } from './measures/foreign'
import { idleUpkeep, measureEdit, measureImport, measureLoad, measureMemory, measureSearch } from './measures/in-app'
import { measureLabels } from './measures/labels'
import { measurePaperThread, paperThreadNames } from './measures/paper-thread'
import { measureSignInSheet } from './measures/sign-in-sheet'
import { measureScroll } from './measures/scroll'
import { measureStart } from './measures/start'
import { startPeers } from './peers/start'
import { rowWithin, type BenchRow } from './row'
import { measureSync, syncNames } from './sync/measure'
import { lineOf, table } from './table'

const appNames = ['start', 'import', 'search', 'edit', 'contact-sheet', 'window-thread', 'memory', 'load', 'scroll'] as const
const agendaNames = ['month', 'coverage', 'sign-in-sheet', 'sign-in-bytes'] as const
const foreignNames = ['foreign-pages', 'png-12-mp'] as const
const paperNames = ['labels', 'n-up', ...foreignNames, ...paperThreadNames] as const
const names: readonly string[] = [...appNames, ...agendaNames, ...paperNames, ...syncNames]
const words = process.argv.slice(2)
const json = words.includes('--json')
const only = words.find((word) => !word.startsWith('--'))
const count = Number(process.env['BENCH_PEOPLE'] ?? 100_000)
const say = (line: string) => process.stderr.write(`${line}\n`)

const tables: Record<string, readonly string[]> = { app: appNames, agenda: agendaNames, paper: paperNames, sync: syncNames }
if (only && !names.includes(only) && !tables[only]) {
  say(`No measure "${only}". There are: ${[...names, ...Object.keys(tables)].join(', ')}.`)
  process.exit(2)
}
const wanted = (name: string) => !only || only === name || !!tables[only]?.includes(name)
const measured: BenchRow[] = []
const began = performance.now()
const add = (row: BenchRow) => {
  measured.push(row)
  say(`${Math.round((performance.now() - began) / 1000)} s: ${lineOf(row)}`)
}
await measureApp()
await measureActions()
if (wanted('n-up')) add(await measureImposition())
if (wanted('labels')) add(await measureLabels())
if (foreignNames.some(wanted)) for (const row of await measureForeign()) if (wanted(row.name)) add(row)
await measurePaper()
await measureSync(count, wanted, add, say)
const rows = names.flatMap((name) => (wanted(name) ? measured.filter((row) => row.name === name) : []))
if (json) process.stdout.write(`${JSON.stringify(rows)}\n`)
else {
  const heads: Record<string, string> = { app: `${count.toLocaleString('en')} people x 20 fields`, agenda: '5,000 actions, one in ten recurs', paper: 'paper', sync: `${count.toLocaleString('en')} people x 20 fields` }
  const written = Object.entries(tables).map(([name, of]) => [heads[name]!, rows.filter((row) => of.includes(row.name))] as const)
  process.stdout.write(written.filter(([, some]) => some.length > 0).map(([head, some]) => table(some, head)).join('\n'))
}

/** The rows of the agenda's table. */
async function measureActions(): Promise<void> {
  if (wanted('sign-in-sheet') || wanted('sign-in-bytes')) for (const row of await measureSignInSheet()) if (wanted(row.name)) add(row)
  if (!wanted('month') && !wanted('coverage')) return
  await ensureBuilt(say)
  const app = await openBenchApp()
  const { profileDir, keychainDir } = app.running
  try {
    for (const row of await measureAgenda(app)) if (wanted(row.name)) add(row)
  } finally {
    await app.running.close()
  }
  for (const path of [profileDir, keychainDir]) rmSync(path, { recursive: true, force: true })
}

/** The rows of the paper's table that are measured in the app. */
async function measurePaper(): Promise<void> {
  if (!paperThreadNames.some(wanted)) return
  await ensureBuilt(say)
  const app = await openBenchApp()
  const { profileDir, keychainDir } = app.running
  try {
    for (const row of await measurePaperThread(app, wanted, say)) if (wanted(row.name)) add(row)
  } finally {
    await app.running.close()
  }
  for (const path of [profileDir, keychainDir]) rmSync(path, { recursive: true, force: true })
}

/** Working set of the window's process in an app that was just started on this profile, with everyone in memory, in MB. */
async function workingSetWhenOpened(profileDir: string): Promise<number> {
  const app = await openBenchApp(profileDir)
  try {
    await app.window.getByRole('grid').waitFor()
    await app.engine.call('selectionCount', { kind: 'ids', ids: [] })
    // What the search keeps is the engine's too.
    await new Promise((resolve) => setTimeout(resolve, idleUpkeep))
    return await workingSet(app)
  } finally {
    await app.running.close()
  }
}

/** The rows of the first table that are asked for; the section of the measures is made by the import in any case. */
async function measureApp(): Promise<void> {
  if (!appNames.some(wanted)) return
  await ensureBuilt(say)
  const folder = mkdtempSync(join(tmpdir(), 'permanence-bench-'))
  let longestTask = 0
  const peers = await startPeers()
  const app = await openBenchApp()
  const { profileDir, keychainDir } = app.running
  try {
    const empty = await workingSet(app)
    try {
      say(`Writing a workbook of ${count} people`)
      const workbook = writeWorkbook(folder, count)
      /** A measure in the app, and how long it held the window's thread so far. */
      const addInApp = async (row: Promise<BenchRow>) => {
        add(await row)
        say(`  longest task of the window's thread until then: ${Math.round(await app.longestTask())} ms`)
      }
      await addInApp(measureImport(app, peers, workbook, count))
      if (wanted('search') || wanted('window-thread')) await addInApp(measureSearch(app, peers, count))
      if (wanted('scroll') || wanted('window-thread')) await addInApp(measureScroll(app))
      if (wanted('edit') || wanted('window-thread')) await addInApp(measureEdit(app, peers))
      if (wanted('contact-sheet') || wanted('window-thread')) await addInApp(measureContactSheet(app, peers, count))
      // The app writes its pages while nobody types; what follows starts from them.
      await app.engine.call('flush')
      if (wanted('load') || wanted('window-thread')) await addInApp(measureLoad(app, peers, count))
      longestTask = await app.longestTask()
    } finally {
      await app.running.close()
    }
    if (wanted('memory')) add(await measureMemory(peers, await workingSetWhenOpened(profileDir), empty, count))
  } finally {
    await peers.close()
  }
  if (wanted('start') || wanted('window-thread')) {
    const start = await measureStart(profileDir, keychainDir)
    add(start.row)
    add(rowWithin('window-thread', 'ms', Math.max(longestTask, start.longestTask), 50))
  }
  for (const path of [folder, profileDir, keychainDir]) rmSync(path, { recursive: true, force: true })
}
