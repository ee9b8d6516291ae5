/** What is measured inside the open app: import, search, edit, memory, loading. Each beside its peers, in the same run. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { createBenchSection, giveFile, type BenchApp } from '../app'
import { typedQueries } from '../people'
import type { Peers } from '../peers/page'
import type { RunningPeers } from '../peers/start'
import { median, rowAgainst, type BenchRow } from '../row'

const edits = 100
/** Milliseconds of rest after which the engine has done what it does while nobody types. */
export const idleUpkeep = 8000

interface PageGlobals {
  benchFile: Blob
  peers: Peers
}

/** From the file's bytes in the window to the receipt of an import of everyone: decoded, mapped, repaired, matched, sealed, fsynced. */
export async function measureImport(app: BenchApp, peers: RunningPeers, path: string, count: number): Promise<BenchRow> {
  await createBenchSection(app)
  await giveFile(app.window, path)
  await app.watchThread()
  const ours = await app.window.evaluate(async () => {
    // What the window of the import asks for when it opens, before there is a file.
    const ready = await globalThis.faultsEngine.call('importReady', [])
    if (!ready.ok) throw new Error(ready.code)
    const start = performance.now()
    const content = (globalThis as never as PageGlobals).benchFile
    const opened = await globalThis.faultsEngine.call('importOpen', [{ content, fileName: 'classeur.csv' }])
    if (!opened.ok) throw new Error(opened.code)
    const applied = await globalThis.faultsEngine.call('importApply', [{ id: (opened.value as { id: string }).id }])
    if (!applied.ok) throw new Error(applied.code)
    const taken = performance.now() - start
    await globalThis.faultsEngine.call('importClose', [{ id: (opened.value as { id: string }).id }])
    return { taken, changed: (applied.value as { changed: number }).changed }
  })
  // Drawn names and numbers meet: a few people are one person for the import, and come in once.
  if (ours.changed < count * 0.999) throw new Error(`imported ${ours.changed} people instead of ${count}`)
  const bulkPut = await peers.page.evaluate((people) => (globalThis as never as PageGlobals).peers.bulkPut(people), count)
  return rowAgainst('import', 'ms', ours.taken, { 'Dexie bulkPut, parsed': { value: bulkPut, reach: 0.4 } })
}

/** Worst of the typed queries, with the first rows, through the worker; peers are called directly. */
export async function measureSearch(app: BenchApp, peers: RunningPeers, count: number): Promise<BenchRow> {
  const once = () =>
    app.window.evaluate(async (queries) => {
      const taken: number[] = []
      for (const search of queries) {
        const start = performance.now()
        const answer = await globalThis.faultsEngine.call('rows', [{ query: { search, filters: [], sort: { column: 'name', descending: false } }, start: 0, end: 50 }])
        if (!answer.ok) throw new Error(answer.code)
        taken.push(performance.now() - start)
      }
      return Math.max(...taken)
    }, typedQueries)
  // Texts are made ready while nobody types, as after any import or start; peers build their indexes before they are timed.
  await once()
  await new Promise((resolve) => setTimeout(resolve, idleUpkeep))
  const worst: number[] = []
  for (let run = 0; run < 5; run++) worst.push(await once())
  const theirs = await peers.page.evaluate((people) => (globalThis as never as PageGlobals).peers.search(people), count)
  return rowAgainst('search', 'ms', median(worst), {
    MiniSearch: { value: Math.max(...theirs.minisearch), reach: 1 },
    FlexSearch: { value: Math.max(...theirs.flexsearch), reach: 1 },
  })
}

/** From the window's command to its receipt after fsync, against append and fsync of as many bytes at the same pace: bare, and as a window's wish. And how long our way alone takes. */
export async function measureEdit(app: BenchApp, peers: RunningPeers): Promise<BenchRow> {
  const sections = join(app.running.profileDir, 'sections')
  const journal = await app.running.app.evaluate(async (_electron, folder) => {
    const fs = process.getBuiltinModule('node:fs')
    const path = process.getBuiltinModule('node:path')
    const [section] = fs.readdirSync(folder)
    const files = fs.readdirSync(path.join(folder, section!)).map((file) => path.join(folder, section!, file))
    return files.sort((one, other) => fs.statSync(other).size - fs.statSync(one).size)[0]!
  }, sections)
  const before = statSync(journal).size
  const ours = await app.window.evaluate(async (times) => {
    const first = await globalThis.faultsEngine.call('rows', [{ query: { search: '', filters: [], sort: { column: 'name', descending: false } }, start: 0, end: 1 }])
    if (!first.ok) throw new Error(first.code)
    const { id } = (first.value as { rows: { id: string }[] }).rows[0]!
    const taken: number[] = []
    const messages: number[] = []
    // One edit, as a person makes it: the window has drawn the last one.
    const rest = () => new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve), 50))
    for (let run = 0; run < times; run++) {
      await rest()
      const start = performance.now()
      const receipt = await globalThis.faultsEngine.call('execute', [{ type: 'person.edit', id, edits: [{ field: 'note', value: `note ${run}` }] }])
      if (!receipt.ok) throw new Error(receipt.code)
      taken.push(performance.now() - start)
      await rest()
      const sent = performance.now()
      // Asks the main process for something that it knows: nothing but the way there and back.
      await globalThis.faultsEngine.call('keychainAvailable', [])
      messages.push(performance.now() - sent)
    }
    return { taken, messages }
  }, edits)
  const bytes = Math.round((statSync(journal).size - before) / edits)
  const theirs = await peers.app.evaluate(
    (_electron, [path, length, times]) => (globalThis as never as { appendAndSync(path: string, bytes: number, times: number): Promise<number[]> }).appendAndSync(path, length, times),
    [join(app.running.profileDir, 'append'), bytes, edits] as const,
  )
  const asked = await peers.page.evaluate(([length, times]) => (globalThis as never as PageGlobals).peers.append(length, times), [bytes, edits] as const)
  return rowAgainst('edit', 'ms', median(ours.taken), {
    [`append + fsync of ${bytes} bytes`]: { value: median(theirs), reach: 3 },
    'the same asked for by a window': { value: median(asked) },
    'the messages alone': { value: median(ours.messages) },
  })
}

/** Working set of an app with everyone in memory, less the same with an empty section: the worker's share. */
export async function measureMemory(peers: RunningPeers, withPeople: number, empty: number, count: number): Promise<BenchRow> {
  const { bytes } = await peers.page.evaluate((people) => (globalThis as never as PageGlobals).peers.parse(people, 1), count)
  return rowAgainst('memory', 'MB', withPeople - empty, { 'the records as JSON': { value: bytes / 1024 / 1024, reach: 4 } })
}

/** From asking for a closed section until every table is in memory: keychain, journal, pages; against `JSON.parse` of the records. */
export async function measureLoad(app: BenchApp, peers: RunningPeers, count: number): Promise<BenchRow> {
  const ours: number[] = []
  for (let run = 0; run < 5; run++) {
    ours.push(
      await app.window.evaluate(async () => {
        const status = globalThis.faultsEngine.status
        if (status?.phase !== 'open') throw new Error('no open section')
        const closed = await globalThis.faultsEngine.call('closeSection', [])
        if (!closed.ok) throw new Error(closed.code)
        // The page of a closed section is drawn meanwhile; the peer has nothing beside it either.
        await new Promise((resolve) => setTimeout(resolve, 500))
        const start = performance.now()
        const opened = await globalThis.faultsEngine.call('openSection', [{ id: status.section.id }])
        if (!opened.ok) throw new Error(opened.code)
        // Answered only when everyone is in memory: this order is no first screen's.
        const rows = await globalThis.faultsEngine.call('selectionCount', [{ kind: 'ids', ids: [] }])
        if (!rows.ok) throw new Error(rows.code)
        return performance.now() - start
      }),
    )
  }
  const { taken } = await peers.page.evaluate((people) => (globalThis as never as PageGlobals).peers.parse(people, 5), count)
  return rowAgainst('load', 'ms', median(ours), { 'JSON.parse': { value: median(taken), reach: 2.5 } })
}
