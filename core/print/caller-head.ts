/** What stands over a caller's pages of a list: which block it is, whose, and whom it goes back to. A page that is left on a table says where it belongs. */
import { callWords } from './call-list-words'
import { mm, rule, writeLine } from './drawing'
import type { PageFile } from './page-file'
import type { PageStream } from './page-stream'
import type { PageBox } from './sheet-frame'
import type { CallerBlock } from './sheet-pages'
import type { Element } from './tags'
import type { SheetWords } from './words'

/** In points. */
export const callerHeadHeight = 38

/** `top`: its upper edge, in points. `returnTo` may be empty: then there is a line to write on. `said`: where it is read aloud, if it is. */
export function drawCallerHead(page: PageStream, file: PageFile, block: CallerBlock, returnTo: string, box: PageBox, top: number, words: SheetWords, locale: 'fr' | 'en', said: Element | null): void {
  const mark = (type: 'H2' | 'P') => page.mark(said && file.element(type, said))
  const [left, right] = [box.left / mm, box.right / mm]
  const colon = locale === 'fr' ? '\u00a0: ' : ': '
  let y = top / mm - 4
  const name = `${words.block(block.number, block.total)}${block.again ? ` ${words.again}` : ''}`
  mark('H2')
  const named = writeLine(page, file, name, { style: 'bold', size: 12, x: left, y }, 60)
  const counted = writeLine(page, file, words.people(block.people), { style: 'regular', size: 9.5, grey: 0.25, x: left + named + 3, y }, 35)
  page.mark(null)
  const from = left + named + counted + 10
  const middle = from + (right - from) * 0.55
  for (const [label, x, end] of [[callWords[locale].caller, from, middle - 4], [callWords[locale].day, middle, right]] as const) line(page, file, label, x, end, y)
  y -= 6.6
  if (returnTo.trim() === '') return line(page, file, words.returnTo, left, right, y)
  mark('P')
  const label = writeLine(page, file, `${words.returnTo}${colon}`, { style: 'bold', size: 9.5, x: left, y }, 40)
  writeLine(page, file, returnTo, { style: 'regular', size: 9.5, x: left + label + 1, y }, right - left - label - 1)
  page.mark(null)
}

function line(page: PageStream, file: PageFile, label: string, x: number, end: number, y: number): void {
  const wide = writeLine(page, file, label, { style: 'bold', size: 9.5, x, y }, (end - x) * 0.7)
  rule(page, x + wide + 1.5, y - 0.6, end, y - 0.6, 0.5, 0.4)
}
