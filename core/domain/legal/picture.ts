/** A page as pixels, for what is judged by its look. A few hundred pixels a side do; more costs time and says no more. */
export interface PagePicture {
  width: number
  height: number
  /** RGBA, row by row from the top, as a canvas has them. */
  data: Uint8Array | Uint8ClampedArray
}
