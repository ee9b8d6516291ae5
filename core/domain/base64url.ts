/**
 * Base64url without padding (RFC 4648 §5). One text for the same bytes: what a person copies or a relay compares
 * must not have a second spelling, so reading refuses padding, spaces and set bits behind the end.
 */
/** Letters by their value. */
export const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const word = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const letters = Math.min(4, bytes.length - at + 1)
    for (let place = 0; place < letters; place++) text += alphabet[(word >> (18 - 6 * place)) & 63]!
  }
  return text
}

/** Throws a `RangeError` on text that `toBase64url` never gives. */
export function fromBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const letter of text) {
    const value = alphabet.indexOf(letter)
    if (value < 0) throw new RangeError('not base64url')
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >> bits) & 0xff
  }
  if (bits === 6 || (held & ((1 << bits) - 1)) !== 0) throw new RangeError('not base64url')
  return bytes
}
