/**
 * French spacing of interface words (Imprimerie nationale): a narrow no-break space before ; ! ? and »-like marks of
 * tension, a no-break space before a colon and inside « ». Applied when words are registered, so that no author of a
 * screen can forget one and no line ever starts with a lonely « ? ».
 */
export function frenchSpaces(text: string): string {
  return text
    .replace(/[ \u00a0\u202f]+([;!?])/g, '\u202f$1')
    .replace(/[ \u00a0\u202f]+([:»%])/g, '\u00a0$1')
    .replace(/«[ \u00a0\u202f]+/g, '«\u00a0')
    .replace(/(\d) (?=\d{3}\b)/g, '$1\u202f')
}
