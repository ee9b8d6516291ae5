/** The rows as the Markdown table of the README. */
import { isMoreBetter, type BenchRow } from './row'

const titles: Record<string, string> = {
  start: 'start to the first people on screen',
  import: 'import of a `;` Windows-1252 workbook, file to durable',
  search: 'search, worst of 20 typed queries',
  edit: 'one edit to “enregistré”',
  'contact-sheet': 'contact sheet of 10,000 people',
  'window-thread': 'longest task of the window’s thread in all of these',
  memory: 'memory of the engine',
  load: 'all records in memory from disk',
  scroll: 'one frame while the table is scrolled at 3,600 px a second',
  month: 'turning the month, click to all of its lines drawn',
  coverage: 'territory: 500 communes, last and next of each kind',
  'sign-in-sheet': 'sign-in sheet of 200 pages, 3,000 lines, a QR code a page',
  'sign-in-bytes': 'bytes of it',
  'n-up': 'a PDF of 36 pages, four on a sheet',
  labels: '5,000 labels, 239 sheets of L7160',
  'foreign-pages': '100 PDFs of a page each, placed in one',
  'png-12-mp': 'PNG of 12 megapixels, placed',
  'thread-100-pdfs': 'longest task of the window’s thread: 101 PDFs into the library, looked through',
  'thread-png': 'the same: a PNG of 12 megapixels into the library',
  'thread-n-up': 'the same: a PDF of 36 pages laid four on a sheet, choices changed, in grey, larger, saved',
  'thread-compose': 'the same: templates looked at, a tract typed beside its paper with that PNG, kept',
  'thread-labels': 'the same: 5,000 labels, begun elsewhere, saved',
  'thread-sign-in': 'the same: sign-in sheet of 200 pages, saved',
  'paper-memory': 'memory of the window’s process (window, engine, what draws) in all of these, at most',
  'paper-memory-left': 'memory of it when all of that is left, and the system is short of it',
  'first-sync': 'first sync of everyone, empty device to usable, sealed',
  'first-sync-bytes': 'bytes on the wire for it',
  'remote-edit': 'one edit, from one device to the other’s table',
  reconnect: 'back after 1 % was changed elsewhere',
  'relay-handed-on': '200 clients in 20 rooms, each update at all others of its room',
  'relay-memory': 'memory of the relay, 500 idle sections of 200 people',
}

const amount = (value: number, unit: string) => `${value >= 100 ? Math.round(value) : value.toPrecision(3)} ${unit}`

/** One row as a line of the terminal while the others are still measured. */
export function lineOf({ name, ours, peers, unit, ok }: BenchRow): string {
  const against = Object.entries(peers).map(([peer, value]) => `, ${peer} ${amount(value, unit)} (${(ours / value).toFixed(2)}x)`)
  return `${name} ${amount(ours, unit)}${against.join('')}: ${ok ? 'reached' : 'not reached'}`
}

/** `of`: what was measured, as the head of the first column. */
export function table(rows: readonly BenchRow[], of: string): string {
  const lines = rows.map(({ name, ours, peers, unit, ratio, reach, ok }) => {
    const against = Object.entries(peers).map(([peer, value]) => `${peer}: ${amount(value, unit)}, ${(ours / value).toFixed(2)}x`).join('; ')
    const goal = `${reach}${against ? 'x' : ` ${unit}`} or ${isMoreBetter(unit) ? 'more' : 'less'}`
    return `| ${titles[name] ?? name} | ${amount(ours, unit)} | ${against || '–'} | ${goal} | ${ok ? 'yes' : `**no** (${ratio.toFixed(2)})`} |`
  })
  const head = [`| ${of} | Permanence | Against, in the same run | Reach | Reached |`, '|---|---|---|---|---|']
  return `${[...head, ...lines].join('\n')}\n`
}
