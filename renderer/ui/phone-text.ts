/** A number as it is read: French ones in pairs, others as stored. Without the parser of the sheet, which the first screen does not load. */
export function phoneText(value: string): string {
  const french = /^(?:\+33|0)([1-9]\d{8})$/.exec(value)
  return (french ? `0${french[1]}`.replace(/(\d\d)(?=\d)/g, '$1 ') : value).replaceAll(' ', '\u00a0')
}
