/** Reading numbers of a file that may end anywhere: beyond its end is `image-cut-short`, never a zero. */
import { PortError } from '../../ports/errors'

export interface Bytes {
  length: number
  at(place: number): number
  u16(place: number, little?: boolean): number
  u32(place: number, little?: boolean): number
  /** As Latin-1; shorter at the end of the file. */
  text(place: number, length: number): string
}

export function openBytes(bytes: Uint8Array): Bytes {
  const at = (place: number): number => {
    const value = bytes[place]
    if (value === undefined) throw new PortError('image-cut-short')
    return value
  }
  const number = (place: number, size: number, little: boolean): number => {
    let value = 0
    for (let step = 0; step < size; step++) value = value * 256 + at(little ? place + size - 1 - step : place + step)
    return value
  }
  return {
    length: bytes.length,
    at,
    u16: (place, little = false) => number(place, 2, little),
    u32: (place, little = false) => number(place, 4, little),
    text: (place, length) => String.fromCharCode(...bytes.subarray(place, place + length)),
  }
}
