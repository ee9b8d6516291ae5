/** Pictures of QR codes as a camera or a screenshot would have them: small, turned, tilted, out of focus, pale, half in the shade. */
import { writeFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { qrRuns } from '../../core/print/qr'
import { stream } from '../../core/domain/demo/random'

export interface Picture {
  width: number
  height: number
  /** RGBA. */
  data: Uint8ClampedArray
}

export interface Shot {
  width?: number
  height?: number
  /** Pixels from one edge of the code to the other, without its quiet zone. */
  side?: number
  /** Of the code's middle, in pixels. The middle of the picture otherwise. */
  at?: [x: number, y: number]
  /** Degrees. */
  turned?: number
  /** How much nearer the lower edge is than the upper one: 0 not at all, 0.5 half as far. */
  tilted?: number
  /** Radius of the blur, pixels. */
  blur?: number
  /** Light of ink and paper, 0 to 255. */
  ink?: number
  paper?: number
  /** Of what lies around the paper. */
  table?: number
  /** Modules of paper around the code. */
  quiet?: number
  /** Share of light left in the right half, behind a soft edge. */
  shade?: number
  /** Most that the light of a pixel is off by. */
  noise?: number
}

/** A picture of several codes, or of none. */
export function photograph(codes: { text: string; shot?: Shot }[], whole: Shot = {}): Picture {
  const { width = 480, height = 360, table = 150, blur = 0, shade = 1, noise = 0 } = whole
  const light = new Float32Array(width * height).fill(table)
  for (const { text, shot } of codes) lay(light, width, height, text, { ...whole, ...shot })
  const seen = blurred(light, width, height, blur)
  const grain = stream('1', 'grain', 0)
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let at = 0; at < seen.length; at++) {
    const x = at % width
    const lit = 1 - (1 - shade) / (1 + Math.exp((width / 2 - x) / (width / 60)))
    data.fill(seen[at]! * lit + (grain.next() * 2 - 1) * noise, at * 4, at * 4 + 3)
  }
  return { width, height, data }
}

/** Each pixel is the mean of four points, as a sensor sees a surface and no point. */
function lay(light: Float32Array, width: number, height: number, text: string, shot: Shot): void {
  const { side: pixels = 240, at = [width / 2, height / 2], turned = 0, tilted = 0, ink = 25, paper = 235, quiet = 4 } = shot
  const { side, runs } = qrRuns(text)
  const dark = new Uint8Array(side * side)
  for (const { row, column, length } of runs) dark.fill(1, row * side + column, row * side + column + length)
  const angle = (turned * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      let met = 0
      for (let part = 0; part < 4; part++) {
        const dx = x + ((part % 2) + 0.5) / 2 - at[0]
        const dy = y + ((part >> 1) + 0.5) / 2 - at[1]
        // The plane of the paper, seen from above its lower edge.
        const near = 1 - (tilted * dy) / pixels
        const u = ((cos * dx + sin * dy) / pixels) * near
        const v = ((cos * dy - sin * dx) / pixels) * near
        const [column, row] = [Math.floor((u + 0.5) * side), Math.floor((v + 0.5) * side)]
        if (Math.min(column, row) < -quiet || Math.max(column, row) >= side + quiet) continue
        met++
        const inside = Math.min(column, row) >= 0 && Math.max(column, row) < side
        sum += inside && dark[row * side + column] ? ink : paper
      }
      if (met > 0) light[y * width + x] = (sum + light[y * width + x]! * (4 - met)) / 4
    }
  }
}

/** Three running means: near enough to a lens out of focus. */
function blurred(light: Float32Array, width: number, height: number, radius: number): Float32Array {
  if (radius === 0) return light
  let from = light
  for (const [step, count, lines, next] of [[1, width, height, width], [width, height, width, 1], [1, width, height, width], [width, height, width, 1]] as const) {
    const to = new Float32Array(light.length)
    for (let line = 0; line < lines; line++) {
      for (let place = 0; place < count; place++) {
        let sum = 0
        for (let off = -radius; off <= radius; off++) sum += from[line * next + Math.min(count - 1, Math.max(0, place + off)) * step]!
        to[line * next + place * step] = sum / (2 * radius + 1)
      }
    }
    from = to
  }
  return from
}

export function pngOf({ width, height, data }: Picture): Buffer {
  const png = new PNG({ width, height })
  png.data.set(data)
  return PNG.sync.write(png)
}

/** For Chromium's camera that is none (`--use-file-for-fake-video-capture`): frames in turn, again and again. */
export function writeCamera(path: string, frames: Picture[]): void {
  const { width, height } = frames[0]!
  const colourless = Buffer.alloc((width * height) / 2, 128)
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\n`)]
  for (const { data } of frames) parts.push(Buffer.from('FRAME\n'), Buffer.from(data.filter((_, at) => at % 4 === 0)), colourless)
  writeFileSync(path, Buffer.concat(parts))
}
