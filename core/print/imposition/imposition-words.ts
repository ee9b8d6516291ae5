/** Every word that is printed beside imposed pages, and on the map of a poster. */
import { paperSizes } from './paper-sizes'
import type { Size } from './rectangle'

export interface SlugFacts {
  title: string
  day: string
  /** Of the sheet, from 1. */
  number: number
  total: number
  side: 'front' | 'back' | 'only'
  /** Percent, the largest first. */
  scales: readonly number[]
}

export interface PosterFacts {
  /** In mm. */
  size: Size
  paper: Size
  sheets: number
  skipped: number
  scale: number
  overlap: number
}

interface ImpositionWords {
  slug(facts: SlugFacts): string
  mapTitle: string
  poster(facts: PosterFacts): string
  /** What to do, step by step. `joined`: several tiles that overlap. */
  steps(facts: PosterFacts): string[]
  blankTile: string
}

const number = (locale: 'fr' | 'en', value: number) => new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 1, useGrouping: false }).format(value)

/** A4 for a sheet of that size, whichever way it lies; else its measures. */
function paperName(locale: 'fr' | 'en', { width, height }: Size): string {
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  const name = Object.entries(paperSizes).find(([, size]) => Math.abs(size.width - short) < 0.5 && Math.abs(size.height - long) < 0.5)?.[0]
  return name ?? measures(locale, { width, height })
}

const measures = (locale: 'fr' | 'en', { width, height }: Size) => `${number(locale, Math.round(width))} × ${number(locale, Math.round(height))}\u00a0mm`

const scaleWords = (locale: 'fr' | 'en', scales: readonly number[]) => {
  const sign = locale === 'fr' ? '\u00a0%' : '%'
  const [most, least] = [scales[0] ?? 100, scales.at(-1) ?? 100]
  return most === least ? `${number(locale, most)}${sign}` : `${number(locale, least)}–${number(locale, most)}${sign}`
}

const french: ImpositionWords = {
  slug: ({ title, day, number: at, total, side, scales }) => [title, day, `feuille\u00a0${at}/${total}${{ front: ' recto', back: ' verso', only: '' }[side]}`, scaleWords('fr', scales)].filter(Boolean).join('  ·  '),
  mapTitle: 'Plan d’assemblage',
  poster: ({ size, paper, sheets, scale, overlap }) => `Affiche de ${measures('fr', size)}, ${sheets}\u00a0${sheets < 2 ? 'feuille' : 'feuilles'} ${paperName('fr', paper)}, échelle ${scaleWords('fr', [scale])}, recouvrement ${number('fr', overlap)}\u00a0mm`,
  steps: ({ overlap, skipped }) => [
    'Imprimez à la taille réelle (100\u00a0%, sans ajuster à la page).',
    'Posez les feuilles dans l’ordre du plan, rangée par rangée, de gauche à droite et de haut en bas.',
    overlap > 0
      ? 'Sur chaque feuille, coupez le bord gauche et le bord du haut le long des pointillés, là où il y en a. À droite et en bas, les traits marquent la bande à encoller\u00a0: collez-y la feuille suivante, bord coupé contre le dessin.'
      : 'Coupez les marges blanches et posez les feuilles bord à bord.',
    ...(skipped > 0 ? ['Les cases vides du plan sont blanches et ne sont pas imprimées\u00a0: une feuille vierge les remplace.'] : []),
  ],
  blankTile: 'vide',
}

const english: ImpositionWords = {
  slug: ({ title, day, number: at, total, side, scales }) => [title, day, `sheet ${at}/${total}${{ front: ' front', back: ' back', only: '' }[side]}`, scaleWords('en', scales)].filter(Boolean).join('  ·  '),
  mapTitle: 'How to put it together',
  poster: ({ size, paper, sheets, scale, overlap }) => `Poster of ${measures('en', size)}, ${sheets} ${sheets === 1 ? 'sheet' : 'sheets'} of ${paperName('en', paper)}, scale ${scaleWords('en', [scale])}, overlap ${number('en', overlap)}\u00a0mm`,
  steps: ({ overlap, skipped }) => [
    'Print at actual size (100%, not fitted to the page).',
    'Lay the sheets out as on the map, row by row, from left to right and from top to bottom.',
    overlap > 0
      ? 'On each sheet, cut the left and the upper edge along the dotted lines, where there are any. On the right and at the foot, strokes mark the strip for the glue: stick the next sheet on it, its cut edge meeting the picture.'
      : 'Cut off the white margins and lay the sheets edge to edge.',
    ...(skipped > 0 ? ['The empty squares of the map are white and are not printed: a blank sheet takes their place.'] : []),
  ],
  blankTile: 'blank',
}

export const impositionWords: Readonly<Record<'fr' | 'en', ImpositionWords>> = { fr: french, en: english }
