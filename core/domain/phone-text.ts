/** `0639981234` as `06 39 98 12 34`. */
export const inPairs = (national: string) => national.replace(/(\d\d)(?=\d)/g, '$1 ')

/**
 * A number as it is read and dialled, on screen and paper, in any language: French ones in pairs, others as stored.
 * Apart from phone.ts, which the first screen does not load.
 */
export function phoneText(value: string): string {
  const french = /^(?:\+33|0)([1-9]\d{8})$/.exec(value)
  return (french ? inPairs(`0${french[1]}`) : value).replaceAll(' ', '\u00a0')
}
