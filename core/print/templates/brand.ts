/**
 * What a section's papers have in common: its name and its colours. Invariant: letters stand out from what is under them by
 * 4.5 to 1 at least (WCAG 2.2, 1.4.3), whatever colours a section has chosen; that ratio is one of lightness, so what a
 * copier prints in black and white is read as well.
 */
import type { Ink } from '../page-stream'

export interface Brand {
  name: string
  /** `#rrggbb`. */
  colours: { primary: string; secondary: string }
  /** Content hash of an asset. */
  logo?: string
  website: string
  address: string
}

/** `tint`: a breath of the first colour, under a text; `soft`: a grey that is still read; `ink`: black; `paper`: white. */
export const brandColours = ['primary', 'secondary', 'tint', 'ink', 'soft', 'paper'] as const
export type BrandColour = (typeof brandColours)[number]

/** Red, green, blue: 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number]

const black: Rgb = [0, 0, 0]
const white: Rgb = [1, 1, 1]
const enough = 4.5

export function parseHex(hex: string): Rgb | null {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  return found && [1, 2, 3].map((part) => Number.parseInt(found[part]!, 16) / 255) as unknown as Rgb
}

/** The colour of a name or of a `#rrggbb`; what is neither is black, which is read on any paper. */
export function colourOf(colour: string, { colours }: Pick<Brand, 'colours'>): Rgb {
  const primary = parseHex(colours.primary) ?? black
  switch (colour) {
    case 'primary':
      return primary
    case 'secondary':
      return parseHex(colours.secondary) ?? black
    case 'tint':
      return mixed(primary, white, 0.9)
    case 'soft':
      return [0.35, 0.35, 0.35]
    case 'paper':
      return white
    default:
      return parseHex(colour) ?? black
  }
}

function mixed(one: Rgb, other: Rgb, share: number): Rgb {
  return [0, 1, 2].map((part) => one[part]! + (other[part]! - one[part]!) * share) as unknown as Rgb
}

/** Relative luminance (WCAG 2.2), 0 to 1. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio (WCAG 2.2), 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** The wanted colour where it is read on what is under it; else as little darker or lighter as it takes, and instead of a grey black or white, of which one always is (√21 > 4.5). */
export function readableOn(wanted: Rgb, under: Rgb): Rgb {
  if (contrast(wanted, under) >= enough) return wanted
  const end = contrast(white, under) >= contrast(black, under) ? white : black
  for (let step = isGrey(wanted) ? 20 : 1; step < 20; step++) {
    const colour = mixed(wanted, end, step / 20)
    if (contrast(colour, under) >= enough) return colour
  }
  return end
}

const isGrey = ([red, green, blue]: Rgb): boolean => red === green && green === blue

/** Greys are printed with black ink alone. */
export const inkOf = (colour: Rgb): Ink => (isGrey(colour) ? colour[0] : colour)
