/**
 * The colours that the greys and colours of our pages are meant in, as an ICC profile: sRGB (IEC 61966-2-1), by its own formula.
 * Invariant: the same bytes everywhere. PDF/A wants it in the file (ISO 19005-2 §6.2.3), so that an archive needs no guess.
 * Version 2 of the format (ICC.1:2001-04), which printers of any age read.
 */

/** Red, green and blue of sRGB under D50 (ICC's own sRGB2014 profile), and the white, as X, Y, Z. */
const colourants = { rXYZ: [0.43607, 0.22249, 0.01392], gXYZ: [0.38515, 0.71687, 0.09708], bXYZ: [0.14307, 0.06061, 0.7141], wtpt: [0.9642, 1, 0.8249] } as const
/** Points of the curve; between two of them it is off by less than a step of 8 bits. */
const points = 256
const name = 'sRGB'
/** Of the format: when the profile was made. A day that never changes. */
const made = [2000, 1, 1, 0, 0, 0]
const headLength = 128

/** The profile, three components. */
export function colourProfile(): Uint8Array {
  const curve = curveTag()
  const tags: [string, Uint8Array][] = [
    ['desc', description()], ['cprt', tag('text', ascii('No copyright\0'))],
    ...Object.entries(colourants).map(([key, value]): [string, Uint8Array] => [key, tag('XYZ ', fixed(value))]),
    ['rTRC', curve], ['gTRC', curve], ['bTRC', curve],
  ]
  const places = new Map<Uint8Array, number>()
  let length = headLength + 4 + tags.length * 12
  for (const [, body] of tags) {
    if (places.has(body)) continue
    places.set(body, length)
    length += (body.length + 3) & ~3
  }
  const profile = new Uint8Array(length)
  const view = new DataView(profile.buffer)
  view.setUint32(0, length)
  view.setUint32(8, 0x02400000)
  for (const [at, text] of [[12, 'mntr'], [16, 'RGB '], [20, 'XYZ '], [36, 'acsp']] as const) profile.set(ascii(text), at)
  for (const [at, part] of made.entries()) view.setUint16(24 + at * 2, part)
  profile.set(fixed(colourants.wtpt), 68)
  view.setUint32(headLength, tags.length)
  for (const [at, [key, body]] of tags.entries()) {
    const entry = headLength + 4 + at * 12
    profile.set(ascii(key), entry)
    view.setUint32(entry + 4, places.get(body)!)
    view.setUint32(entry + 8, body.length)
    profile.set(body, places.get(body)!)
  }
  return profile
}

/** How much light a value from 0 to 1 stands for. */
const light = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)

function curveTag(): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 + points * 2))
  view.setUint32(0, points)
  for (let at = 0; at < points; at++) view.setUint16(4 + at * 2, Math.round(light(at / (points - 1)) * 0xffff))
  return tag('curv', new Uint8Array(view.buffer))
}

/** The name in ASCII; those in Unicode and in the Macintosh's own code are left empty. */
function description(): Uint8Array {
  const text = ascii(`${name}\0`)
  const body = new Uint8Array(4 + text.length + 8 + 70)
  new DataView(body.buffer).setUint32(0, text.length)
  body.set(text, 4)
  return tag('desc', body)
}

function tag(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + body.length)
  bytes.set(ascii(type))
  bytes.set(body, 8)
  return bytes
}

/** Numbers with sixteen bits behind the point. */
function fixed(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4))
  for (const [at, value] of values.entries()) view.setInt32(at * 4, Math.round(value * 0x10000))
  return new Uint8Array(view.buffer)
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
