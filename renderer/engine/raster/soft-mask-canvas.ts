/**
 * Canvases for pdf.js where there is no document: in a worker, and in Node.
 * pdf.js turns a luminosity mask into an opacity with an SVG filter, which only a document has; without one it takes the
 * mask for opaque and draws what should be hidden or faded, silently. Here the mask's pixels are turned one by one.
 */

export interface Surface {
  width: number
  height: number
  getContext(kind: '2d', options?: { willReadFrequently?: boolean }): unknown
}

interface Entry {
  canvas: Surface | null
  context: unknown
}



/** How a filter is named between the two factories below; a canvas takes it for an unknown filter. */
const maskFilter = /^soft-mask\((luminosity|alpha)(?:;([\d,]*))?\)$/

/** pdf.js makes one of each of these for a document. */
export function softMaskFactories(create: (width: number, height: number) => Surface) {
  class CanvasFactory {
    create(width: number, height: number): Entry {
      if (width < 1 || height < 1) throw new Error('a canvas has an area')
      const canvas = create(width, height)
      return { canvas, context: withSoftMasks(canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D, create) }
    }
    reset({ canvas }: Entry, width: number, height: number): void {
      if (!canvas) return
      canvas.width = width
      canvas.height = height
    }
    destroy(entry: Entry): void {
      if (!entry.canvas) return
      entry.canvas.width = entry.canvas.height = 0
      entry.canvas = null
      entry.context = null
    }
  }
  const tables = (map: readonly number[] | null | undefined) => (map ? `;${[...map].join(',')}` : '')
  class FilterFactory {
    // A transfer function of the graphics state (ISO 32000-1 §10.5) is for a press; nothing of ours is one.
    addFilter = (): string => 'none'
    addHCMFilter = (): string => 'none'
    addHighlightHCMFilter = (): string => 'none'
    addAlphaFilter = (map: readonly number[]): string => `soft-mask(alpha${tables(map)})`
    addLuminosityFilter = (map: readonly number[] | null): string => `soft-mask(luminosity${tables(map)})`
    destroy(): void {}
  }
  return { CanvasFactory, FilterFactory }
}

function withSoftMasks(context: CanvasRenderingContext2D, create: (width: number, height: number) => Surface): CanvasRenderingContext2D {
  let filter: { kind: string; map: readonly number[] | undefined } | undefined
  const kept: (typeof filter)[] = []
  const draw = context.drawImage.bind(context) as (...words: unknown[]) => void
  const [save, restore] = [context.save.bind(context), context.restore.bind(context)]
  Object.defineProperty(context, 'filter', {
    configurable: true,
    get: () => 'none',
    set(value: string) {
      const [, kind, map] = maskFilter.exec(value) ?? []
      filter = kind === undefined ? undefined : { kind, map: map?.split(',').map(Number) }
    },
  })
  context.save = () => {
    kept.push(filter)
    save()
  }
  context.restore = () => {
    filter = kept.pop()
    restore()
  }
  context.drawImage = (image: CanvasImageSource, ...words: number[]) => draw(filter ? masked(image as unknown as Surface, filter.kind, filter.map, create) : image, ...words)
  return context
}

/** The mask with its opacity: the luminosity of its colours on black (ISO 32000-1 §11.5.3), through the transfer function. */
function masked(mask: Surface, kind: string, map: readonly number[] | undefined, create: (width: number, height: number) => Surface): Surface {
  const { width, height } = mask
  const from = mask.getContext('2d') as CanvasRenderingContext2D
  const picture = from.getImageData(0, 0, width, height)
  const { data } = picture
  for (let at = 0; at < data.length; at += 4) {
    const value = kind === 'alpha' ? data[at + 3]! : ((data[at]! * 0.3 + data[at + 1]! * 0.59 + data[at + 2]! * 0.11) * data[at + 3]!) / 255
    const through = Math.round(value)
    data[at] = data[at + 1] = data[at + 2] = 0
    data[at + 3] = map ? (map[through] ?? through) : through
  }
  const to = create(width, height)
  ;(to.getContext('2d') as CanvasRenderingContext2D).putImageData(picture, 0, 0)
  return to
}
