/**
 * The four single-byte pages that French files come in, by tables of our own: `TextDecoder` has no CP850, and Node's
 * `windows-1252` leaves 0x80-0x9F as control characters (« œ », « € » and « ’ » are there), where Chromium's is right.
 */

/** Pages whose upper half only is theirs; the lower half is ASCII. */
export const legacyPages = ['windows-1252', 'iso-8859-15', 'macintosh', 'cp850'] as const
export type LegacyPage = (typeof legacyPages)[number]

const controls = String.fromCharCode(...Array.from({ length: 32 }, (_, at) => 0x80 + at))
const latin1 = String.fromCharCode(...Array.from({ length: 96 }, (_, at) => 0xa0 + at))

/** Characters of bytes 0x80 to 0xFF. Bytes that a page leaves undefined stay control characters, as browsers do. */
const upperHalves: Record<LegacyPage, string> = {
  'windows-1252': '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ' + latin1,
  'iso-8859-15':
    controls +
    latin1.replace('¤', '€').replace('¦', 'Š').replace('¨', 'š').replace('´', 'Ž').replace('¸', 'ž').replace('¼', 'Œ').replace('½', 'œ').replace('¾', 'Ÿ'),
  macintosh:
    'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
}

/** Code units of all 256 bytes of a page. */
export const pageTables = Object.fromEntries(
  legacyPages.map((page) => [page, Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? byte : upperHalves[page].charCodeAt(byte - 0x80)))]),
) as Record<LegacyPage, Uint16Array>

/** The text of bytes of one page. Every byte gives one character, so pieces may be cut anywhere. */
export function decodePage(bytes: Uint8Array, page: LegacyPage): string {
  if (page === 'windows-1252' && platformKnowsWindows) return windowsDecoder.decode(bytes)
  const table = pageTables[page]
  const units = new Uint16Array(bytes.length)
  for (let at = 0; at < bytes.length; at++) units[at] = table[bytes[at]!]!
  return utf16Decoder.decode(units)
}

/** Chromium's is right, and makes text of one byte a letter where it can. */
const windowsDecoder = new TextDecoder('windows-1252')
const platformKnowsWindows = windowsDecoder.decode(Uint8Array.of(0x80, 0x81, 0x9f)) === '€\x81Ÿ'
const utf16Decoder = new TextDecoder('utf-16le')
