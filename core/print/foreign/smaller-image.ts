/** Decoded pictures made smaller for a screen: each pixel is the mean of a square of those it stands for. */
import type { DecodedImage } from './printable-image'

/** `by`: pixels of the side of that square, 2 or more; what is left over at the right and the bottom edge is dropped. */
export function smallerImage({ pixels, alpha }: DecodedImage, by: number): DecodedImage {
  const [width, height] = [Math.max(1, Math.floor(pixels.width / by)), Math.max(1, Math.floor(pixels.height / by))]
  const rgb = new Uint8Array(width * height * 3)
  const clear = alpha && new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [red, green, blue, weight, count] = [0, 0, 0, 0, 0]
      for (let row = y * by; row < Math.min(pixels.height, (y + 1) * by); row++) {
        for (let column = x * by; column < Math.min(pixels.width, (x + 1) * by); column++) {
          const from = row * pixels.width + column
          // A pixel that nobody sees has a colour too: it must not tint the edge of what is seen.
          const opacity = alpha ? alpha[from]! : 255
          red += pixels.rgb[from * 3]! * opacity
          green += pixels.rgb[from * 3 + 1]! * opacity
          blue += pixels.rgb[from * 3 + 2]! * opacity
          weight += opacity
          count++
        }
      }
      const to = y * width + x
      if (clear) clear[to] = Math.round(weight / count)
      if (weight === 0) continue
      rgb[to * 3] = Math.round(red / weight)
      rgb[to * 3 + 1] = Math.round(green / weight)
      rgb[to * 3 + 2] = Math.round(blue / weight)
    }
  }
  return { pixels: { width, height, rgb }, ...(clear && { alpha: clear }) }
}
