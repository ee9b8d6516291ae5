/**
 * SVG: its size, from its first tag. It is drawn by the browser as a picture, where no script runs and nothing is fetched.
 * Entities of its own are refused: a few lines of them grow to gigabytes before anything is drawn.
 */
import { PortError } from '../../ports/errors'
import type { ImageFacts } from './image-facts'

const largest = 20 << 20
/** Pixels in a unit of CSS. */
const units: Record<string, number> = { '': 1, px: 1, pt: 96 / 72, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4 }
/** What browsers take where nothing is said. */
const usual: [number, number] = [300, 150]

export function readSvg(bytes: Uint8Array): ImageFacts | undefined {
  if (!/^(?:\xef\xbb\xbf)?\s*</.test(String.fromCharCode(...bytes.subarray(0, 256)))) return undefined
  const text = new TextDecoder().decode(bytes.subarray(0, largest + 1))
  const start = afterProlog(text)
  if (!/^<svg[\s/>]/i.test(text.slice(start, start + 5))) return undefined
  if (bytes.length > largest) throw new PortError('image-too-large', 'svg')
  if (/<!ENTITY/i.test(text)) throw new PortError('image-unreadable', 'svg entity')
  const end = text.indexOf('>', start)
  const close = text.toLowerCase().lastIndexOf('</svg')
  if (end < 0 || (text[end - 1] !== '/' && (close < start || !text.includes('>', close)))) throw new PortError('image-cut-short', 'svg')
  return { format: 'svg', ...sizeOf(text.slice(start, end)), asItStands: undefined }
}

/** Where the first tag begins: behind declarations, comments and a document type. One pass, whatever stands there. */
function afterProlog(text: string): number {
  const behind = (mark: string, from: number): number => {
    const found = text.indexOf(mark, from)
    return found < 0 ? text.length : found + mark.length
  }
  for (let place = 0; ;) {
    while (/\s/.test(text.charAt(place))) place++
    if (text.startsWith('<?', place)) place = behind('?>', place)
    else if (text.startsWith('<!--', place)) place = behind('-->', place)
    else if (text.startsWith('<!', place)) {
      const [subset, end] = [text.indexOf('[', place), text.indexOf('>', place)]
      place = subset >= 0 && subset < end ? behind('>', behind(']', subset)) : behind('>', place)
    } else return place
  }
}

function sizeOf(tag: string): { width: number; height: number } {
  const [, , boxWidth, boxHeight] = attribute(tag, 'viewBox')?.split(/[\s,]+/).map(Number) ?? []
  const hasBox = boxWidth !== undefined && boxHeight !== undefined && boxWidth > 0 && boxHeight > 0
  const [width, height] = [length(attribute(tag, 'width')), length(attribute(tag, 'height'))]
  const ratio = hasBox ? boxWidth / boxHeight : usual[0] / usual[1]
  const across = width ?? (height === undefined ? (hasBox ? boxWidth : usual[0]) : height * ratio)
  return { width: Math.max(1, Math.round(across)), height: Math.max(1, Math.round(height ?? across / ratio)) }
}

function attribute(tag: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? []
  return (double ?? single)?.trim()
}

function length(said: string | undefined): number | undefined {
  const [, number, unit] = /^([\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)$/i.exec(said ?? '') ?? []
  const factor = unit === undefined ? undefined : units[unit.toLowerCase()]
  const found = factor === undefined ? Number.NaN : Number(number) * factor
  return found > 0 && Number.isFinite(found) ? found : undefined
}
