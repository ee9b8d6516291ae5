/** Calls of the Imprimerie: a document opened, laid on sheets, looked at before it is printed. Loaded when first asked for. */
import { homeZone } from '#core/domain/home-zone'
import { newId, type AssetId } from '#core/domain/ids'
import { errorCode, PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import type { Fonts } from '#core/print/fonts'
import type { PageWay } from '#core/print/foreign/keep-foreign'
import type { DecodedImage, DecodeImage } from '#core/print/foreign/printable-image'
import type { Rasteriser } from '#core/print/foreign/rasteriser'
import { countPaper } from '#core/print/imposition/paper-count'
import { planSheets } from '#core/print/imposition/plan-sheets'
import { coveringTrim, layoutOf, pieceOf } from '#core/print/imposition/print-choices'
import { allEdges, type Size } from '#core/print/imposition/rectangle'
import { renderImposition } from '#core/print/imposition/render-imposition'
import type { Plan, SourcePage } from '#core/print/imposition/sheet-plan'
import type { ImposedSource } from '#core/print/imposition/source-page'
import { readPrintDetail } from '#core/print/print-detail'
import { newSheetCode } from '#core/print/sheet-code'
import { contentOf } from '../library/asset-content'
import { inspect } from '../library/inspect'
import type { Lifecycle } from '../lifecycle'
import type { ProgressReports } from '../progress'
import type { ImposeRequest, ImposingCalls, PaperSource } from './imposing-api'
import { lookAtLaw } from './legal-look'
import { openPaper, pictureResolution, type OpenPaper } from './open-paper'
import { whiteParts } from './white-parts'

/** Sheets of a preview, and the pages on them, each of which is looked at once: who looks further prints. */
const previewed = { sheets: 6, pages: 12 }
/** Dots an inch below which edges are seen to be soft at arm's length. */
const coarseBelow = 150
const largestLoose = 100 * 1024 * 1024

interface PaperRasteriser extends Rasteriser {
  decode: DecodeImage
}

export function imposingCalls(lifecycle: Pick<Lifecycle, 'current' | 'beforeLeaving'>, progress: Pick<ProgressReports, 'watch'>, fonts: () => Promise<Fonts>, rasteriser: PaperRasteriser): Handlers<ImposingCalls> {
  let open: { name: string; paper: Promise<OpenPaper> } | undefined
  const ahead = new WeakSet<OpenPaper>()
  let loose: { name: string; bytes: Uint8Array } | undefined

  function close(): void {
    open?.paper.then((paper) => paper.close(), () => {})
    open = undefined
  }
  // Documents are the section's: none stays in memory behind a lock.
  lifecycle.beforeLeaving(() => {
    close()
    loose = undefined
  })

  async function sectionOf() {
    const section = lifecycle.current()
    await Promise.all([section.store.loaded, section.files.ready])
    return section
  }

  async function opened(source: PaperSource, drawn?: DecodedImage): Promise<OpenPaper> {
    const name = 'asset' in source ? `${source.asset} ${source.version ?? (await sectionOf()).store.assets.get(source.asset)?.versions.at(-1)?.id}` : source.loose
    if (open?.name === name) return open.paper
    close()
    const opening = { name, paper: read(source, drawn) }
    open = opening
    opening.paper.catch(() => {
      if (open === opening) open = undefined
    })
    return opening.paper
  }

  async function read(source: PaperSource, drawn?: DecodedImage): Promise<OpenPaper> {
    if ('loose' in source) {
      if (loose?.name !== source.loose) throw new PortError('file-not-here', 'dropped')
      return openPaper(loose.bytes, (await inspect(loose.bytes)).type, rasteriser, drawn)
    }
    const { store, files } = await sectionOf()
    const asset = store.assets.get(source.asset)
    if (!asset) throw new PortError('asset-gone')
    const { bytes, version } = await contentOf(files, asset, source.version)
    return openPaper(bytes, version.type, rasteriser, drawn)
  }

  /** While somebody chooses, so that the way out does not wait for it. */
  function lookAhead(paper: OpenPaper): void {
    if (ahead.has(paper)) return
    ahead.add(paper)
    const go = async () => {
      for (let index = 0; index < paper.pages.length && (await open?.paper) === paper; index++) await paper.wayOf(index)
    }
    // What can't be looked at is told when it is printed.
    go().catch(() => {})
  }

  const titleOf = async (source: PaperSource): Promise<string> => ('asset' in source ? ((await sectionOf()).store.assets.get(source.asset)?.title ?? '') : '')

  return {
    async looseFile(content) {
      if (content.size > largestLoose) throw new PortError('file-too-large')
      const bytes = new Uint8Array(await content.arrayBuffer())
      try {
        await inspect(bytes)
      } catch (error) {
        // A PDF that only a viewer reads is printed as pixels.
        if (errorCode(error) !== 'pdf-unreadable') throw error
        const file = await rasteriser.open(bytes)
        await file.size(0).finally(file.close)
      }
      loose = { name: newId(), bytes }
      return { loose: loose.name }
    },
    async printable({ source, drawn }) {
      const { type, pages } = await opened(source, drawn)
      return { type, pages }
    },
    impose: (request) =>
      progress.watch('print', async (watch) => {
        const { choices, copies, preview, locale } = request
        const paper = await opened(request.source)
        const chosen = chosenPages(paper, request)
        const pages = chosen.map(({ source }) => source)
        const stopIfAsked = () => {
          if (watch.signal?.aborted) throw new PortError('cancelled')
        }
        const isWhite = choices.form === 'poster' && choices.poster.skipWhite ? await whiteParts(paper, chosen[0]!, choices.poster.size) : undefined
        const plan = planSheets(pages, layoutOf(choices, pages, isWhite))
        const ways = new Map<number, PageWay>()
        const sources = chosen.map(({ source, index }, at): ImposedSource => ({
          ...source,
          async keep(file) {
            stopIfAsked()
            const kept = await paper.keep(file, index)
            ways.set(index, await paper.wayOf(index))
            watch.onProgress?.(at + 1, chosen.length)
            return { kept }
          },
        }))
        const title = await titleOf(request.source)
        const code = newSheetCode()
        const at = Date.now()
        const day = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: homeZone() }).format(at)
        const map = choices.form === 'poster' && choices.poster.map && plan.sheets.length > 1
        const rendered = await renderImposition({
          pages: sources, plan, title: title || code, locale, at, ...(preview ? { only: sheetsToShow(plan) } : {}),
          slug: choices.form === 'poster' ? null : { title: [title, code].filter(Boolean).join('  ·  '), day, margin: allEdges(choices.margin) },
          map: map ? { title: title || code, overlap: choices.poster.overlap } : null,
        }, await fonts())
        stopIfAsked()
        if (preview) lookAhead(paper)
        const count = countPaper(plan, copies)
        const sheets = plan.sheets.length + Number(map)
        const scale = (plan.scales[0] ?? 100) / 100
        const dots = pictureResolution / scale
        return {
          pdf: rendered.pdf, code, paper: plan.paper, duplex: plan.duplex, sheets, shown: rendered.sheets, perSheet: plan.perSheet, scales: plan.scales, missing: rendered.missing,
          piece: sizeOf(plan.poster ?? plan.sheets[0]!.front.cells[0]!.trim),
          // A line without room is nobody's loss: the code is in the history too.
          notes: rendered.warnings.filter(({ kind }) => kind !== 'slug-left-out'),
          count: { ...count, sheets: count.sheets + count.runs * Number(map) },
          raster: [...ways].flatMap(([index, way]) => (way.way === 'raster' ? [{ page: index + 1, why: way.why }] : [])),
          coarse: paper.type !== 'pdf' && paper.type !== 'svg' && dots < coarseBelow ? Math.round(dots) : null,
        }
      }),
    async legalLook({ source, kind, size }) {
      return lookAtLaw(await opened(source), kind, size)
    },
    closePrintable: async () => close(),
    async printsOf(id: AssetId) {
      const { store } = await sectionOf()
      return [...store.history.values()]
        .filter(({ kind, asset }) => kind === 'print' && asset === id)
        .sort((one, other) => other.at - one.at)
        .map(({ at, device, count, detail }) => {
          const { code, sheets } = readPrintDetail(detail)
          return { at, device, copies: count, code, ...(sheets === undefined ? {} : { sheets }) }
        })
    },
  }
}

/** The first sheets, as many as can be shown soon. */
function sheetsToShow({ sheets }: Plan): number {
  const pages = new Set<number>()
  for (const [at, { front, back }] of sheets.slice(0, previewed.sheets).entries()) {
    for (const { page } of [...front.cells, ...(back?.cells ?? [])]) if (page !== null) pages.add(page)
    if (pages.size > previewed.pages) return Math.max(1, at)
  }
  return previewed.sheets
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })

/** The pages of the request, as they are to be cut: a picture may cover its piece. */
function chosenPages({ pages, type }: OpenPaper, { pages: range, choices }: ImposeRequest): { source: SourcePage; index: number }[] {
  const [from, to] = range ?? [1, pages.length]
  const chosen = pages.map((source, index) => ({ source, index })).slice(Math.max(0, from - 1), to)
  if (chosen.length === 0) throw new PortError('print-failed', 'no page')
  const piece = type !== 'pdf' && choices.picture === 'cover' ? pieceOf(choices) : null
  if (!piece) return chosen
  return chosen.map(({ source, index }) => ({ index, source: { ...source, trim: coveringTrim(source, piece, choices.bleed) } }))
}
