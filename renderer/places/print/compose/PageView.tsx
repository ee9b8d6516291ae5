/** One page of the paper, as it will be printed, as large as there is room; what lies over it is placed in its millimetres. */
import { Alert, Loader, VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode } from '#core/ports/errors'
import { startPdfReader, type OpenPdf, type PdfReader } from '../../../ui/pdf/pdf-reader'
import { pdfWords } from '../../../ui/pdf/words'
import { addWords } from '../../../ui/words'
import classes from './PageView.module.css'

addWords('pdf', pdfWords)

interface Props {
  pdf: Uint8Array | null
  /** From 0. */
  page: number
  /** mm. */
  size: { width: number; height: number }
  label: string
  busy: boolean
  /** 1: the whole page is in view. */
  zoom?: number
  /** Room around the page for what stands there. */
  rulers?: boolean
  children?: ReactNode | ((scale: number) => ReactNode)
}

const pointsOf = 72 / 25.4

export function PageView({ pdf: bytes, page, size, label, busy, zoom = 1, rulers = false, children }: Props) {
  const { t } = useTranslation('pdf')
  const desk = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const room = useRoom(desk)
  const pdf = useOpened(bytes)
  const [text, setText] = useState('')
  const [failed, setFailed] = useState(false)
  /** CSS px a mm. */
  const scale = room ? Math.max(0.2, Math.min(room.width / size.width, room.height / size.height)) * zoom : 0

  useEffect(() => {
    if (!pdf || !canvas.current || scale === 0 || page >= pdf.pages) return
    let ended = false
    const drawing = pdf.draw(page + 1, canvas.current, scale / pointsOf, window.devicePixelRatio || 1)
    drawing.done
      .then(() => pdf.text(page + 1))
      .then(
        (words) => {
          if (ended) return
          setText(words)
          setFailed(false)
        },
        (error: unknown) => !ended && errorCode(error) !== 'cancelled' && setFailed(true),
      )
    return () => {
      ended = true
      drawing.cancel()
    }
  }, [pdf, page, scale])
  // After what draws it was told to stop.
  useEffect(() => () => pdf?.close(), [pdf])

  return (
    <div className={classes.desk} data-rulers={rulers || undefined} ref={desk} role="region" aria-label={label} tabIndex={rulers ? -1 : 0} aria-busy={busy}>
      <div className={classes.page} style={{ width: size.width * scale, height: size.height * scale }}>
        {/* The picture is decoration for those who can’t see it: the words below say the same. */}
        <canvas ref={canvas} aria-hidden className={classes.canvas} />
        {scale > 0 && (typeof children === 'function' ? children(scale) : children)}
      </div>
      <VisuallyHidden component="p">{text}</VisuallyHidden>
      {failed && (
        <Alert color="orange" className={classes.failed}>
          {t('failed')}
        </Alert>
      )}
      {busy && <Loader size="xs" className={classes.busy} />}
    </div>
  )
}

function useOpened(bytes: Uint8Array | null): OpenPdf | null {
  const reader = useRef<PdfReader | null>(null)
  const [pdf, setPdf] = useState<OpenPdf | null>(null)
  useEffect(() => {
    const started = startPdfReader()
    reader.current = started
    return () => {
      reader.current = null
      started.dispose()
    }
  }, [])
  useEffect(() => {
    if (!bytes || !reader.current) return
    let current = true
    reader.current.open(bytes).then((opened) => {
      if (!current) return opened.close()
      setPdf(opened)
    }, () => {})
    return () => {
      current = false
    }
  }, [bytes])
  return pdf
}

/** Without padding, in CSS px; `null` before it is known. */
function useRoom(element: { current: HTMLElement | null }): { width: number; height: number } | null {
  const [room, setRoom] = useState<{ width: number; height: number } | null>(null)
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect
      setRoom((before) => (before && Math.abs(before.width - width) < 1 && Math.abs(before.height - height) < 1 ? before : { width, height }))
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return room
}
