import { describe, expect, it } from 'vitest'
import { grouped, lettersTyped, pastedLines, paperLines, readPaperLines } from '#core/membership/paper'
import { filledLines, lineStates, rowsFor, withPasted } from './sheet-lines'

const bytes = Uint8Array.from({ length: 50 }, (_, at) => (at * 37) & 0xff)
/** Four whole ones and a short one. */
const lines = paperLines(bytes)

describe('a sheet that is being typed', () => {
  it('says nothing against a line that is not finished', () => {
    expect(lineStates([lines[0]!, 'ab cd e'], 1)).toEqual(['right', 'unfinished'])
    expect(lineStates([lines[0]!, 'ab cd e'], null)).toEqual(['right', 'unfinished'])
    // Corrected while those after it are there.
    expect(lineStates([lines[0]!, 'ab cd e', lines[2]!], 1)).toEqual(['right', 'unfinished', 'right'])
    expect(lineStates([lines[0]!, 'ab cd e', lines[2]!], 2)).toEqual(['right', 'wrong', 'right'])
  })

  it('tells at once which whole line is mistyped, also under the hand, and why', () => {
    const mistyped = lines[1]!.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'))
    expect(lineStates([lines[0]!, mistyped.toLowerCase()], 1)).toEqual(['right', 'wrong'])
    expect(lineStates([lines[1]!, lines[0]!], null)).toEqual(['wrong', 'wrong'])
    expect(lineStates([lines[0]!.replace(/.$/, 'O'), `${lines[1]!}A`], 1)).toEqual(['letters', 'long'])
  })

  it('leaves a row to go on in, and never more than a sheet has', () => {
    expect(rowsFor([])).toBe(12)
    expect(rowsFor(Array.from({ length: 12 }, () => 'A'))).toBe(13)
    expect(rowsFor(Array.from({ length: 31 }, () => 'A'))).toBe(31)
    expect(filledLines(['A', '', 'B', ' '])).toBe(3)
  })

  it('takes what is pasted as it stands on the sheet, or as the QR code says it', () => {
    const numbered = `\n${lines.map((line, at) => ` ${at + 1}   ${line}`).join('\r\n')}\n`
    expect(pastedLines(numbered)).toEqual(lines)
    expect(pastedLines(lines.join('\n').toLowerCase()).map(lettersTyped).map(grouped)).toEqual(lines)
    const letters = lines.map((line) => lettersTyped(line).slice(0, -2)).join('')
    expect(pastedLines(` PERMANENCE:${letters}\n`)).toEqual(lines)
    expect(readPaperLines(pastedLines(numbered))).toEqual({ bytes })
    // A line that begins with digits keeps them.
    expect(pastedLines('2345 6789 ABCD EFGH JKLM\n23 45 6789')).toEqual(['2345 6789 ABCD EFGH JKLM', '23 45 6789'])
    expect(withPasted([lines[0]!, '', 'X'], 1, lines.slice(1, 3))).toEqual(lines.slice(0, 3))
  })
})
