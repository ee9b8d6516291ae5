/**
 * One page of a PDF at a time: 224 pages cost no more than one. The page on screen stays until the next is drawn, so
 * that changing an option upstream never flashes. A screen reader gets the words of the page, not "image".
 */
import { ActionIcon, Alert, Group, Loader, Text, Tooltip, VisuallyHidden } from '@mantine/core'
import {
  IconArrowAutofitHeight, IconArrowAutofitWidth, IconChevronLeft, IconChevronLeftPipe, IconChevronRight, IconChevronRightPipe, IconZoomIn, IconZoomOut,
} from '@tabler/icons-react'
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode } from '#core/ports/errors'
import { opaquePixels, type Pixels } from '#core/print/foreign/pixels'
import { addWords } from '../words'
import { PageField } from './PageField'
import { nextZoom, scaleFor, type Zoom } from './fit'
import classes from './PdfPreview.module.css'
import { startPdfReader, type OpenPdf, type PageSize, type PdfReader } from './pdf-reader'
import { pdfWords } from './words'

addWords('pdf', pdfWords)

interface Props {
  /** The document; `null` while there is none yet. */
  bytes: Uint8Array | null
  /** What a screen reader calls the viewer. */
  label: string
  /** A newer document is being prepared. */
  busy: boolean
  /** In shades of grey, as a printer without colours shows it. */
  grey?: boolean
  /** What a page looks like, once it is drawn: in its colours, not finer than ink is estimated from. */
  onDrawn?: (page: Pixels) => void
}

export function PdfPreview({ bytes, label, busy, grey = false, onDrawn }: Props) {
  const { t } = useTranslation('pdf')
  const document = useDocument(bytes)
  const [page, setPage] = useState(1)
  const [zoom, setZoom] = useState<Zoom>('page')
  const [shown, setShown] = useState<{ page: number; scale: number; text: string } | null>(null)
  const [failed, setFailed] = useState(false)
  const canvas = useRef<HTMLCanvasElement>(null)
  const desk = useRef<HTMLDivElement>(null)
  const room = useRoom(desk)
  // Ten buttons with their tips are a good part of what a dialog with a paper is made of: they come a moment after it.
  const hasTools = useDeferredValue(true, false)
  const told = useRef(onDrawn)
  told.current = onDrawn
  const pages = document.pdf?.pages ?? 0
  const current = Math.min(Math.max(1, page), Math.max(1, pages))

  useEffect(() => {
    const { pdf } = document
    if (!pdf || !canvas.current || !room.width) return
    let stop = () => {}
    let ended = false
    const draw = async () => {
      const size = await pdf.size(current)
      if (ended || !canvas.current) return
      const scale = scaleFor(zoom, size, room)
      const drawing = pdf.draw(current, canvas.current, scale, window.devicePixelRatio || 1)
      stop = drawing.cancel
      await drawing.done
      if (ended || !canvas.current) return
      if (told.current) look(canvas.current, told.current)
      const text = await pdf.text(current)
      if (!ended) setShown({ page: current, scale, text })
    }
    draw().then(
      () => !ended && setFailed(false),
      (error: unknown) => !ended && errorCode(error) !== 'cancelled' && setFailed(true),
    )
    return () => {
      ended = true
      stop()
    }
  }, [document, current, zoom, room])

  const go = (to: number) => setPage(Math.min(Math.max(1, to), Math.max(1, pages)))
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { PageDown: current + 1, PageUp: current - 1, Home: 1, End: pages }[event.key]
    if (to !== undefined) go(to)
    else if (event.key === '+') setZoom(nextZoom(shown?.scale ?? 1, true))
    else if (event.key === '-') setZoom(nextZoom(shown?.scale ?? 1, false))
    else if (event.key === '0') setZoom('page')
    else return
    event.preventDefault()
  }

  return (
    <section className={classes.viewer} aria-label={label}>
      <div className={classes.desk} ref={desk} tabIndex={0} role="group" aria-label={t('shown', { page: current, count: pages })} onKeyDown={onKeyDown}>
        {/* The picture is decoration for those who can't see it: the words below say the same. */}
        <canvas ref={canvas} className={classes.page} aria-hidden data-grey={grey || undefined} data-page={shown?.page} hidden={!document.pdf} />
        <VisuallyHidden data-page-text>{shown?.text}</VisuallyHidden>
        {(busy || (bytes && !shown && !failed && !document.failed)) && (
          <div className={classes.busy}>
            <Loader size="sm" />
          </div>
        )}
        {(failed || document.failed) && (
          <Alert color="orange" className={classes.failed}>
            {t('failed')}
          </Alert>
        )}
      </div>
      <Group className={classes.bar} gap={4} justify="center" role="toolbar" aria-label={t('toolbar')}>
        {hasTools && (
          <>
            <Tool label={t('first')} disabled={current <= 1} onClick={() => go(1)}><IconChevronLeftPipe size={16} /></Tool>
            <Tool label={t('previous')} disabled={current <= 1} onClick={() => go(current - 1)}><IconChevronLeft size={16} /></Tool>
            <PageField label={t('page')} page={current} pages={pages} onGo={go} />
            <Text size="sm" c="dimmed" aria-live="polite" mr={4}>
              {t('of', { count: pages })}
            </Text>
            <Tool label={t('next')} disabled={current >= pages} onClick={() => go(current + 1)}><IconChevronRight size={16} /></Tool>
            <Tool label={t('last')} disabled={current >= pages} onClick={() => go(pages)}><IconChevronRightPipe size={16} /></Tool>
            <span className={classes.gap} />
            <Tool label={t('smaller')} onClick={() => setZoom(nextZoom(shown?.scale ?? 1, false))}><IconZoomOut size={16} /></Tool>
            <Text size="sm" c="dimmed" w={48} ta="center">
              {shown ? t('percent', { percent: Math.round((shown.scale * 7200) / 96) }) : ''}
            </Text>
            <Tool label={t('larger')} onClick={() => setZoom(nextZoom(shown?.scale ?? 1, true))}><IconZoomIn size={16} /></Tool>
            <Tool label={t('fitPage')} pressed={zoom === 'page'} onClick={() => setZoom('page')}><IconArrowAutofitHeight size={16} /></Tool>
            <Tool label={t('fitWidth')} pressed={zoom === 'width'} onClick={() => setZoom('width')}><IconArrowAutofitWidth size={16} /></Tool>
          </>
        )}
      </Group>
    </section>
  )
}

/** Px of the longer side: a mean is not another one where a page is shown eight times as large. */
const looked = 400

function look(canvas: HTMLCanvasElement, tell: NonNullable<Props['onDrawn']>): void {
  const scale = Math.min(1, looked / Math.max(canvas.width, canvas.height))
  const [width, height] = [Math.round(canvas.width * scale), Math.round(canvas.height * scale)]
  if (width < 1 || height < 1) return
  const small = globalThis.document.createElement('canvas')
  small.width = width
  small.height = height
  const context = small.getContext('2d', { willReadFrequently: true })
  if (!context) return
  // Each dot of ink counts, also one that falls between two of the smaller ones.
  context.imageSmoothingQuality = 'high'
  context.drawImage(canvas, 0, 0, width, height)
  tell(opaquePixels(context.getImageData(0, 0, width, height).data, width, height))
}

function Tool(props: { label: string; onClick: () => void; disabled?: boolean; pressed?: boolean; children: ReactNode }) {
  return (
    <Tooltip label={props.label} openDelay={400}>
      <ActionIcon
        variant={props.pressed ? 'light' : 'subtle'} color={props.pressed ? undefined : 'gray'} aria-label={props.label}
        aria-pressed={props.pressed} disabled={props.disabled} onClick={props.onClick}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
  )
}

/** The open document of these bytes; the one before stays until the new one is readable. */
function useDocument(bytes: Uint8Array | null): { pdf: OpenPdf | null; failed: boolean } {
  const reader = useRef<PdfReader | null>(null)
  const [state, setState] = useState<{ pdf: OpenPdf | null; failed: boolean }>({ pdf: null, failed: false })
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
    reader.current.open(bytes).then(
      (pdf) => {
        if (!current) return pdf.close()
        setState((before) => {
          before.pdf?.close()
          return { pdf, failed: false }
        })
      },
      () => current && setState((before) => ({ ...before, failed: true })),
    )
    return () => {
      current = false
    }
  }, [bytes])
  return state
}

/** Room for a page inside an element, in CSS px, without its padding. */
function useRoom(element: { current: HTMLElement | null }): PageSize {
  const [room, setRoom] = useState<PageSize>({ width: 0, height: 0 })
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect
      setRoom((before) => (Math.abs(before.width - width) < 1 && Math.abs(before.height - height) < 1 ? before : { width, height }))
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return room
}
