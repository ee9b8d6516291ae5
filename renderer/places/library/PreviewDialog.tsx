/** One version of a document, whole: page by page, or the picture as it is. */
import { Loader, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileType } from '#core/domain/library/asset'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { LibraryAsset } from '#engine/api'
import { useEngine } from '../../ui/engine'
import { PdfPreview } from '../../ui/pdf/PdfPreview'
import { Refusal } from '../../ui/Refusal'
import { useReturnFocus } from '../../ui/return-focus'
import classes from './PreviewDialog.module.css'

interface Props {
  asset: LibraryAsset
  version: string
  onClose(): void
}

export default function PreviewDialog({ asset, version, onClose }: Props) {
  const { t } = useTranslation(['library', 'app'])
  useReturnFocus()
  const engine = useEngine()
  const [content, setContent] = useState<{ bytes: Uint8Array; type: FileType } | null>(null)
  const [error, setError] = useState<ErrorCode | null>(null)
  useEffect(() => {
    let current = true
    engine.call('assetContent', { asset: asset.id, version }).then((found) => current && setContent(found), (failure: unknown) => current && setError(errorCode(failure)))
    return () => {
      current = false
    }
  }, [engine, asset.id, version])
  return (
    <Modal opened onClose={onClose} title={asset.title} size="calc(100vw - 64px)" padding={0} centered closeButtonProps={{ 'aria-label': t('app:close') }} classNames={{ content: classes.content, header: classes.header, body: classes.body }}>
      {error ? <div className={classes.desk}><Refusal code={error} /></div> : !content ? <Loader m="xl" size="sm" /> : content.type === 'pdf' ? <PdfPreview bytes={content.bytes} label={asset.title} busy={false} /> : <Picture bytes={content.bytes} type={content.type} title={asset.title} />}
    </Modal>
  )
}

const mimeOf: Record<Exclude<FileType, 'pdf'>, string> = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif', svg: 'image/svg+xml' }

/** As an image: a drawing runs no script and loads nothing here. */
function Picture({ bytes, type, title }: { bytes: Uint8Array; type: Exclude<FileType, 'pdf'>; title: string }) {
  const [address, setAddress] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes as BlobPart], { type: mimeOf[type] }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, type])
  return <div className={classes.desk}>{address && <img src={address} alt={title} />}</div>
}
