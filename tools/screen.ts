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
  const { width, height } = drawnPart(frame.subarray(start), field(header.width), field(header.height), stride)
  if (width === 0) return null
  const png = new PNG({ width, height })
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // Xvfb writes pixels as blue, green, red, unused.
      const from = start + y * stride + x * 4
      const to = (y * width + x) * 4
      png.data[to] = frame[from + 2]!
      png.data[to + 1] = frame[from + 1]!
      png.data[to + 2] = frame[from]!
      png.data[to + 3] = 255
    }
  }
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 3 })
}

/** Without a window manager windows stand at the top left; what is right of and below them is black. */
function drawnPart(pixels: Buffer, columns: number, rows: number, stride: number): { width: number; height: number } {
  let width = 0
  let height = 0
  for (let y = 0; y < rows; y++) {
    let x = columns - 1
    while (x >= 0 && (pixels.readUInt32LE(y * stride + x * 4) & 0xffffff) === 0) x--
    if (x < 0) continue
    width = Math.max(width, x + 1)
    height = y + 1
  }
  return { width, height }
}
