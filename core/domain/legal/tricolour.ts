/**
 * Blue, white and red side by side, in the order of the national colours or turned round, as on a flag, a ribbon, a
 * cockade, or three blocks of a page. Invariant: it is a question to a person, never a verdict: it must find a small flag in a
 * corner, and must not find one in a photograph or a logo that has some red and some blue.
 *
 * Row by row, then column by column: a run of blue, one of white, one of red, of comparable lengths and touching. A find is
 * as many lines of that as make a shape, one under the other, at about the same places.
 */
import type { PagePicture } from './picture'

export interface Tricolour {
  /** Shares of the page, 0 to 1, from its upper left corner: where to look. */
  x: number
  y: number
  width: number
  height: number
  /** `across`: side by side; `down`: one under the other. */
  direction: 'across' | 'down'
}

/** Longer side of the picture that is looked at: a flag of 3 cm on a poster of 60 is ten pixels. */
const looked = 240
/** Pixels that each colour has at least, side by side. */
const leastRun = 2
/** No colour is more than this many times as long as another: three blocks of a page are, a page with a stripe is not. */
const mostRatio = 4
/** Pixels between two colours that are a bit of both. */
const mostSeam = 2
/** A shape is at least this share of its length high, and this many lines; less chance gives in a photograph. */
const leastHeight = 0.3
const leastLines = 5
/** But for a stripe across the page, this long and of two lines. */
const stripe = { length: 90, lines: 2 }
/** By how much its edges move from one line to the next: a flag in the wind, a slanted ribbon. */
const mostShift = 2

const [other, blue, white, red] = [0, 1, 2, 3]

interface Triple {
  /** First pixel and the one after the last; where white begins and ends. */
  from: number
  whiteFrom: number
  whiteTo: number
  to: number
  backwards: boolean
}

interface Shape extends Triple {
  firstLine: number
  lastLine: number
  lines: number
  least: number
  most: number
}

/** The largest find, or `null`. */
export function findTricolour(picture: PagePicture): Tricolour | null {
  const { width, height, kinds } = classified(picture)
  const across = shapesOf(width, height, (line, at) => kinds[line * width + at]!)
  const down = shapesOf(height, width, (line, at) => kinds[at * width + line]!)
  const found = [
    ...across.map(({ least, most, firstLine, lastLine }): Tricolour => ({ direction: 'across', x: least / width, width: (most - least) / width, y: firstLine / height, height: (lastLine + 1 - firstLine) / height })),
    ...down.map(({ least, most, firstLine, lastLine }): Tricolour => ({ direction: 'down', y: least / height, height: (most - least) / height, x: firstLine / width, width: (lastLine + 1 - firstLine) / width })),
  ]
  return found.sort((one, two) => two.width * two.height - one.width * one.height)[0] ?? null
}

/** The picture made small, each pixel the mean of those that it stands for, and its colour told. */
function classified({ width, height, data }: PagePicture): { width: number; height: number; kinds: Uint8Array } {
  const scale = Math.min(1, looked / Math.max(width, height, 1))
  const [across, down] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  const kinds = new Uint8Array(across * down)
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const sum = [0, 0, 0]
      let count = 0
      for (let row = Math.floor((y * height) / down); row < Math.max(Math.floor(((y + 1) * height) / down), Math.floor((y * height) / down) + 1); row++) {
        for (let column = Math.floor((x * width) / across); column < Math.max(Math.floor(((x + 1) * width) / across), Math.floor((x * width) / across) + 1); column++) {
          for (let part = 0; part < 3; part++) sum[part]! += data[(row * width + column) * 4 + part]!
          count++
        }
      }
      kinds[y * across + x] = kindOf(sum[0]! / count, sum[1]! / count, sum[2]! / count)
    }
  }
  return { width: across, height: down, kinds }
}

/** 0 to 255. Blue from that of the sky to navy, red from vermilion to crimson; white also in the shade. */
function kindOf(r: number, g: number, b: number): number {
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
  const chroma = most - least
  if (least >= 185 && chroma <= 30) return white
  if (chroma < 55 || chroma < most * 0.4) return other
  if (most === b && b - r >= 55 && b >= g + 20) return blue
  if (most === r && r - b >= 55 && r - g >= 70 && Math.abs(g - b) <= 90) return red
  return other
}

function triplesOf(length: number, kind: (at: number) => number): Triple[] {
  const runs: { kind: number; from: number; to: number }[] = []
  for (let at = 0; at < length; at++) {
    const last = runs.at(-1)
    if (last?.kind === kind(at)) last.to = at + 1
    else runs.push({ kind: kind(at), from: at, to: at + 1 })
  }
  const solid = runs.filter((run) => run.kind !== other && run.to - run.from >= leastRun)
  return solid.flatMap((middle, at): Triple[] => {
    const [before, after] = [solid[at - 1], solid[at + 1]]
    if (middle.kind !== white || !before || !after || before.kind + after.kind !== blue + red || before.kind === after.kind) return []
    if (middle.from - before.to > mostSeam || after.from - middle.to > mostSeam) return []
    const lengths = [before, middle, after].map(({ from, to }) => to - from)
    if (Math.max(...lengths) > mostRatio * Math.min(...lengths)) return []
    return [{ from: before.from, whiteFrom: middle.from, whiteTo: middle.to, to: after.to, backwards: before.kind === red }]
  })
}

function shapesOf(length: number, lines: number, kind: (line: number, at: number) => number): Shape[] {
  const shapes: Shape[] = []
  for (let line = 0; line < lines; line++) {
    for (const triple of triplesOf(length, (at) => kind(line, at))) {
      const near = (one: number, two: number) => Math.abs(one - two) <= mostShift
      // Words on one of its colours may break a line or two.
      const shape = shapes.find((known) => known.backwards === triple.backwards && line > known.lastLine && line - known.lastLine <= 3 && near(known.whiteFrom, triple.whiteFrom) && near(known.whiteTo, triple.whiteTo))
      if (shape) Object.assign(shape, { ...triple, lastLine: line, lines: shape.lines + 1, least: Math.min(shape.least, triple.from), most: Math.max(shape.most, triple.to) })
      else shapes.push({ ...triple, firstLine: line, lastLine: line, lines: 1, least: triple.from, most: triple.to })
    }
  }
  return shapes.filter(({ lines: high, least, most }) => high >= Math.max(leastLines, leastHeight * (most - least)) || (most - least >= stripe.length && high >= stripe.lines))
}
