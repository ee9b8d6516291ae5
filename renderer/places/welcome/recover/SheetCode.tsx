/** The sheet's QR code instead of its lines: before the camera, or in a picture. It fills the lines, and does no more. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isSheetCode, pastedLines } from '#core/membership/paper'
import { DropField } from '../../../ui/DropField'
import { useEngine } from '../../../ui/engine'
import { pictureTypes, useCodeInPicture } from '../../../ui/qr/code-in-picture'
import type { Verdict } from '../../../ui/qr/judge'
import { ScanButton } from '../../../ui/qr/ScanButton'

export function SheetCode({ onLines }: { onLines(lines: string[]): void }) {
  const { t } = useTranslation(['recover', 'qr'])
  const engine = useEngine()
  const [told, setTold] = useState<{ good: boolean; text: string } | null>(null)
  const readPicture = useCodeInPicture(judge)

  async function judge(text: string): Promise<Verdict> {
    if (!isSheetCode(text)) return { why: t(/^permanence:\/\/join/i.test(text) ? 'recover:code.invitation' : 'recover:code.foreign') }
    const lines = pastedLines(text)
    const { whole } = await engine.call('readSheet', lines)
    if (!whole) return { why: t('recover:code.damaged') }
    return {
      take() {
        onLines(lines)
        setTold({ good: true, text: t('recover:code.read') })
      },
    }
  }

  async function take(files: readonly File[]): Promise<void> {
    const [file] = files
    if (!file) return
    if (files.length > 1) return setTold({ good: false, text: t('recover:severalFiles') })
    setTold({ good: true, text: t('qr:reading', { name: file.name }) })
    const verdict = await readPicture(file)
    if ('take' in verdict) verdict.take()
    else setTold({ good: false, text: verdict.why })
  }

  return (
    <>
      <ScanButton hint={t('recover:hold')} instead={t('recover:instead')} judge={judge} />
      <DropField
        label={t('recover:drop')} choose={t('recover:choose')} dropNow={t('recover:dropNow')} accept={pictureTypes} told={told} data-testid="sheet-drop"
        onFiles={(files) => void take(files)}
      />
    </>
  )
}
