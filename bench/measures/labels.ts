/** Labels for 5,000 people on L7160: ours and pdfkit's in turn, in one Node process, from addresses that are ready on both sides. */
import { join } from 'node:path'
import { demoPeople } from '#core/domain/demo/people'
import { draftToPerson } from '#core/domain/draft'
import { fullName } from '#core/domain/name-text'
import { isComplete, postalBlock } from '#core/domain/postal-block'
import { labelOfAddress } from '#core/print/labels/address-labels'
import { noCorrection } from '#core/print/labels/correction'
import { labelSheet } from '#core/print/labels/label-sheets'
import { renderLabels } from '#core/print/labels/render-labels'
import { projectFolder } from '../../tools/build'
import { loadPrintFonts } from '../../tools/print-fonts'
import { pdfkitLabels } from '../peers/labels'
import { median, rowAgainst, type BenchRow } from '../row'

const count = 5000
const runs = 9

/** Latin names alone: the peer has no font for the others. */
function addresses() {
  const people = demoPeople(count * 2, 'labels', '2026-03-14').map(({ id, draft }) => draftToPerson(id, draft, 0))
  const blocks = people.filter((person) => isComplete(person) && !/[^\p{Script=Latin}\p{M}\W\d]/u.test(fullName(person))).map((person) => postalBlock(person, { name: fullName(person) }, { accents: true }))
  if (blocks.length < count) throw new Error(`${blocks.length} addresses`)
  return blocks.slice(0, count)
}

export async function measureLabels(): Promise<BenchRow> {
  const fonts = await loadPrintFonts()
  const sheet = labelSheet('L7160')!
  const blocks = addresses()
  const labels = blocks.map(labelOfAddress)
  const lines = blocks.map((block) => block.map(({ text }) => text))
  const ours: number[] = []
  const theirs: number[] = []
  // The first of each loads its code.
  for (let run = 0; run <= runs; run++) {
    let start = performance.now()
    const made = await renderLabels({ sheet, start: 1, correction: noCorrection, labels, size: 10, outlines: false, code: 'K7M4-XQPR', locale: 'fr', at: 0 }, fonts)
    if (run > 0) ours.push(performance.now() - start)
    if (made.pages !== 239) throw new Error(`${made.pages} pages`)
    start = performance.now()
    await pdfkitLabels(sheet, lines, join(projectFolder, 'resources/fonts/NotoSans-Regular.ttf'))
    if (run > 0) theirs.push(performance.now() - start)
  }
  return rowAgainst('labels', 'ms', median(ours), { pdfkit: { value: median(theirs), reach: 0.5 } })
}
