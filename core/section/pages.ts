/**
 * How pages are sealed and read. A page is JSON as the screens need it, so that a start reads no Yjs. Its letters outside
 * ASCII are escaped: JSON in plain ASCII is decoded ten times as fast, and text in it takes one byte a letter in memory.
 */
import { joinBytes } from '../domain/bytes'
import type { PageStore } from '../ports/pages'
import { decrypt, encrypt, importAesKey, nonceBytes, randomBytes } from '../sealing/aes'

export interface PageSeal {
  seal(name: string, json: unknown): Promise<Uint8Array>
  /** Rejects with `entry-damaged` for what is not that page. */
  open(name: string, page: Uint8Array): Promise<unknown>
}

const notAscii = /[\u0080-\uffff]/g
const asciiJson = (json: unknown) => JSON.stringify(json).replace(notAscii, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Pages are sealed under a key of this machine alone; a page's name is authenticated, so that two can't be swapped. */
export async function createPageSeal(pageKey: Uint8Array): Promise<PageSeal> {
  const key = await importAesKey(pageKey)
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  return {
    async seal(name, json) {
      const nonce = randomBytes(nonceBytes)
      const ciphertext = await encrypt(key, nonce, encoder.encode(asciiJson(json)), encoder.encode(name))
      return joinBytes(nonce, ciphertext)
    },
    open: async (name, page) => JSON.parse(decoder.decode(await decrypt(key, page.subarray(0, nonceBytes), page.subarray(nonceBytes), encoder.encode(name)))) as unknown,
  }
}

/** Pages read and opened, or sealed and written, at a time. */
export const pagesAtOnce = 24

/** Opens pages in batches, the next ones read and decrypted while the caller uses the last. Rejects for a page that is missing or damaged. */
export async function* openPages(pages: PageStore, seal: PageSeal, names: readonly string[]): AsyncGenerator<{ name: string; json: unknown }[]> {
  const open = async (some: readonly string[]) => {
    const sealed = await pages.readMany(some)
    return Promise.all(some.map((name, at) => seal.open(name, sealed[at]!).then((json) => ({ name, json }))))
  }
  let next = open(names.slice(0, pagesAtOnce))
  for (let at = 0; at < names.length; at += pagesAtOnce) {
    const batch = await next
    next = open(names.slice(at + pagesAtOnce, at + 2 * pagesAtOnce))
    // Of a caller that stopped meanwhile.
    next.catch(() => {})
    yield batch
  }
}
