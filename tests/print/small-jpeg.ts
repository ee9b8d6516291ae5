/** JPEGs of a few even blocks of 8 by 8 pixels, written here: with the inks, the turn and the faults that a test needs. */

export interface JpegParts {
  /** Rows of blocks; each block's value of each component, 0 to 255. */
  blocks: readonly (readonly (readonly number[])[])[]
  /** Exif orientation, 1 to 8. */
  orientation?: number
  /** With Adobe's marker; its components are then luminance and colours, or inks exchanged with paper. */
  adobe?: boolean
  /** The letters that name the components. */
  names?: string
}

export function jpegOf({ blocks, orientation, adobe = false, names }: JpegParts): Uint8Array {
  const [rows, columns, count] = [blocks.length, blocks[0]!.length, blocks[0]![0]!.length]
  const name = (index: number): number => names?.charCodeAt(index) ?? index + 1
  const components = Array.from({ length: count }, (_, index) => index)
  const height = rows * 8
  const width = columns * 8
  const twelve = Array.from({ length: 12 }, (_, index) => index)
  return Uint8Array.from([
    0xff, 0xd8,
    ...(orientation === undefined ? [] : segment(0xe1, [...letters('Exif\0\0MM\0*'), 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0])),
    ...(adobe ? segment(0xee, [...letters('Adobe'), 0, 100, 0, 0, 0, 0, count === 3 ? 1 : 0]) : []),
    ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    ...segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, count, ...components.flatMap((index) => [name(index), 0x11, 0])]),
    // Every size of a difference has a code of four bits; "nothing more in this block" is a single zero.
    ...segment(0xc4, [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...twelve]),
    ...segment(0xc4, [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ...segment(0xda, [count, ...components.flatMap((index) => [name(index), 0]), 0, 63, 0]),
    ...scan(blocks.flat(), count), 0xff, 0xd9,
  ])
}

const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0))
const segment = (marker: number, body: readonly number[]): number[] => [0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body]

function scan(blocks: readonly (readonly number[])[], count: number): number[] {
  let bits = ''
  const before = Array.from({ length: count }, () => 0)
  for (const block of blocks) {
    for (let index = 0; index < count; index++) {
      const level = (block[index]! - 128) * 8
      const difference = level - before[index]!
      before[index] = level
      const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1
      bits += size.toString(2).padStart(4, '0')
      if (size > 0) bits += (difference > 0 ? difference : difference + 2 ** size - 1).toString(2).padStart(size, '0')
      bits += '0'
    }
  }
  const bytes = bits.match(/.{1,8}/g)!.map((byte) => Number.parseInt(byte.padEnd(8, '1'), 2))
  return bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]))
}
