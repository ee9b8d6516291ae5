import { describe, expect, it } from 'vitest'
import { onePage, placed } from '../../../tests/print/foreign-file'
import { checkStructure, encrypted, renderPdf } from '../../../tests/print/paper'
import { errorCode } from '../../ports/errors'
import { openForeign } from './open-foreign'

/** Pictures whose colours are a string: encrypted, it holds brackets and backslashes, as any bytes. */
const pictures = Array.from({ length: 6 }, (_, index) => index)
const shades = (index: number) => Array.from({ length: 256 }, (_, at) => ((at * (index * 2 + 1)) % 256).toString(16).padStart(2, '0')).join('')
const page = onePage(
  `/MediaBox [0 0 240 40] /Resources << /XObject << ${pictures.map((index) => `/I${index} ${10 + index} 0 R`).join(' ')} >> >>`,
  pictures.map((index) => `q 40 0 0 40 ${index * 40} 0 cm /I${index} Do Q`).join('\n'),
  Object.fromEntries(pictures.map((index) => [10 + index, {
    entries: `/Type /XObject /Subtype /Image /Width 16 /Height 16 /BitsPerComponent 8 /ColorSpace [/Indexed /DeviceGray 255 <${shades(index)}>]`, stream: Uint8Array.from({ length: 256 }, (_, at) => at),
  }])),
)

describe('an encrypted file', () => {
  it.each(['rc4-40', 'rc4-128', 'aes-128', 'aes-256'] as const)('is placed when it is protected against changes alone (%s)', async (cipher) => {
    const pdf = await placed((await openForeign(await encrypted(page, cipher))).page(0))
    await checkStructure(pdf)
    expect(await renderPdf(pdf, 72)).toEqual(await renderPdf(page, 72))
  })

  it('is refused when it opens with a password only, and opens with it', async () => {
    for (const cipher of ['rc4-128', 'aes-256'] as const) {
      const bytes = await encrypted(page, cipher, 'sésame')
      for (const password of ['', 'other']) expect(errorCode(await openForeign(bytes, password).catch((error: unknown) => error))).toBe('pdf-needs-password')
      expect((await openForeign(await encrypted(page, cipher, 'sesame'), 'sesame')).pageCount).toBe(1)
    }
  })
})
