/**
 * Pictures of a virtual screen, from the frame buffer that Xvfb keeps in a file (X11's XWD format). Taken from outside
 * the app, so that nothing has to be opened in it: menus and native dialogs are seen as a person would see them.
 */
import { PNG } from 'pngjs'

/** What stands in an XWD file's header, big-endian, at these offsets (X11, XWDFile.h). */
const header = { size: 0, width: 16, height: 20, bitsPerPixel: 44, bytesPerLine: 48, colours: 76 }
const bytesPerColour = 12

/**
 * A PNG of the part of the screen that is not the empty, black background.
 * @param frame the bytes of Xvfb's frame buffer file
 * @returns `null` while nothing is on the screen
 */
export function picture(frame: Buffer): Buffer | null {
  const field = (at: number) => frame.readUInt32BE(at)
  if (field(header.bitsPerPixel) !== 32) throw new Error('The virtual screen has not 32 bits a pixel.')
  const start = field(header.size) + field(header.colours) * bytesPerColour
  const stride = field(header.bytesPerLine)
  const { left, top, right, bottom } = drawnPart(frame.subarray(start), field(header.width), field(header.height), stride)
  if (right <= left) return null
  const png = new PNG({ width: right - left, height: bottom - top })
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      // Xvfb writes pixels as blue, green, red, unused.
      const from = start + y * stride + x * 4
      const to = ((y - top) * png.width + x - left) * 4
      png.data[to] = frame[from + 2]!
      png.data[to + 1] = frame[from + 1]!
      png.data[to + 2] = frame[from]!
      png.data[to + 3] = 255
    }
  }
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 3 })
}

interface Box {
  left: number
  top: number
  /** One past the last column, as `bottom` is one past the last row. */
  right: number
  bottom: number
}

/** The box around all that is not black. */
function drawnPart(pixels: Buffer, columns: number, rows: number, stride: number): Box {
  const box = { left: columns, top: rows, right: 0, bottom: 0 }
  const isBlack = (x: number, y: number) => (pixels.readUInt32LE(y * stride + x * 4) & 0xffffff) === 0
  for (let y = 0; y < rows; y++) {
    let first = 0
    while (first < columns && isBlack(first, y)) first++
    if (first === columns) continue
    let last = columns - 1
    while (isBlack(last, y)) last--
    box.left = Math.min(box.left, first)
    box.right = Math.max(box.right, last + 1)
    box.top = Math.min(box.top, y)
    box.bottom = y + 1
  }
  return box
}
