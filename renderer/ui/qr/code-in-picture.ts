/** A QR code in a picture file: for whoever has no camera, or has the code as a photo or on their own screen. */
import { useTranslation } from 'react-i18next'
import { addWords } from '../words'
import { judgeCodes, type Judge } from './judge'
import { startReader, type CodeReader } from './reader'
import { qrWords } from './words'

addWords('qr', qrWords)

/** Of what the system offers to choose from. What a file is, its bytes tell. */
export const pictureTypes = 'image/png,image/jpeg,image/webp'

/** Reads a file: the verdict on its code, or why there is none, in a sentence. Nothing is taken by it. */
export function useCodeInPicture(judge: Judge): (file: File, reader?: CodeReader) => Promise<{ take(): void } | { why: string }> {
  const { t } = useTranslation(['qr', 'error'])
  return async (file, reader) => {
    const { name } = file
    const own = reader ?? startReader()
    try {
      const texts = await own.readFile(file)
      if (!texts) return { why: t('qr:noPicture', { name }) }
      const verdict = await judgeCodes(texts, judge)
      return verdict === 'none' ? { why: t('qr:noCode', { name }) } : verdict === 'several' ? { why: t('qr:several') } : verdict
    } catch {
      return { why: t('error:unexpected') }
    } finally {
      if (!reader) own.dispose()
    }
  }
}
