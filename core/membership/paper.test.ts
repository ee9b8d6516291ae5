import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSheetCode, lettersOfPaper, paperBytes, paperLines, readPaperLines } from './paper'

const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const some = Uint8Array.from({ length: 120 }, (_, at) => (at * 73 + 5) & 255)

describe('bytes on paper', () => {
  it('come back from what was typed, in any case and with any spaces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 340 }), (bytes) => {
        const lines = paperLines(bytes)
        expect(readPaperLines(lines)).toEqual({ bytes })
        expect(readPaperLines([...lines.map((line) => ` ${line.toLowerCase().replaceAll(' ', '-')} `), ' '])).toEqual({ bytes })
        expect(paperBytes(lettersOfPaper(bytes))).toEqual(bytes)
      }),
    )
  })

  it('say which line has a wrong letter, whichever it is', () => {
    const lines = paperLines(some)
    const line = lines[3]!
    expect(line).toMatch(/^([2-9A-HJ-NP-Z]{4} ){4}[2-9A-HJ-NP-Z]{4}$/)
    for (let at = 0; at < line.length; at++) {
      if (line[at] === ' ') continue
      for (const letter of letters + '01IO') {
        if (letter === line[at]) continue
        expect(readPaperLines(lines.with(3, line.slice(0, at) + letter + line.slice(at + 1)))).toEqual({ wrongLines: [4] })
      }
    }
  })

  it('notice two wrong letters in a line, lines exchanged, lines too long or short', () => {
    const lines = paperLines(some)
    const packed = lines[3]!.replaceAll(' ', '')
    for (let one = 0; one < 20; one++) {
      for (let other = one + 1; other < 20; other++) {
        const wrong = [...packed]
        for (const at of [one, other]) wrong[at] = letters[(letters.indexOf(wrong[at]!) + 1 + ((one * other) % 31)) % 32]!
        if (wrong.join('') !== packed) expect(readPaperLines(lines.with(3, wrong.join('')))).toEqual({ wrongLines: [4] })
      }
    }
    expect(readPaperLines(lines.with(1, lines[4]!).with(4, lines[1]!))).toEqual({ wrongLines: [2, 5] })
    expect(readPaperLines(lines.with(2, lines[2]!.slice(1)).with(5, `${lines[5]!}A`))).toEqual({ wrongLines: [3, 6] })
    expect(readPaperLines(lines.with(2, ''))).toEqual({ wrongLines: [3] })
    expect(readPaperLines([])).toEqual({ bytes: new Uint8Array() })
  })

  it('are told from the link of an invitation by how their QR code begins', () => {
    for (const text of [`PERMANENCE:${lettersOfPaper(some)}`, ' permanence:abcd\n']) expect(isSheetCode(text)).toBe(true)
    for (const text of ['permanence://join#AbCd', 'PERMANENCE://JOIN#AbCd', 'https://exemple.org', lettersOfPaper(some), '']) expect(isSheetCode(text)).toBe(false)
  })
})
