/** Tracts and posters: a template filled as a PDF, and kept in the library with what it was filled with. Loaded when first asked for. */
import { dayOf } from '#core/domain/days'
import { homeZone } from '#core/domain/home-zone'
import { newId, type AssetId, type PresetId } from '#core/domain/ids'
import { toBase64url } from '#core/domain/base64url'
import { currentVersion, type AssetKind } from '#core/domain/library/asset'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import type { Fonts } from '#core/print/fonts'
import type { Rasteriser } from '#core/print/foreign/rasteriser'
import { builtInTemplates } from '#core/print/templates/built-in/templates'
import { renderTemplate } from '#core/print/templates/render-template'
import { layoutOf, paperDraft, paperEdits, type PaperContent } from '#core/print/templates/saved-template'
import { brandOf, imprintOf } from '#core/print/templates/section-brand'
import { slotsOfAction } from '#core/print/templates/slots'
import type { Template, TemplateKind } from '#core/print/templates/template'
import { sha256 } from '#core/sealing/aes'
import { needed, timeOf } from '../action-time'
import { storedVersion } from '../library/stored-version'
import type { Lifecycle } from '../lifecycle'
import type { OpenSection } from '../open-section'
import type { ComposeRequest, Composed, ComposingCalls } from './composing-api'
import { lookAtComposed } from './composed-look'
import { slotPictures, type PictureDecoder } from './slot-pictures'

const assetKindOf: Record<TemplateKind, AssetKind> = { tract: 'tract', leaflet: 'tract', poster: 'poster', invitation: 'tract', 'door-card': 'tract', social: 'visual' }
const tenth = (value: number) => Math.round(value * 10) / 10

export function composingCalls(lifecycle: Pick<Lifecycle, 'current' | 'beforeLeaving'>, fonts: () => Promise<Fonts>, rasteriser: Rasteriser & PictureDecoder): Handlers<ComposingCalls> {
  const pictures = slotPictures(rasteriser)
  // Documents are the section's: none stays in memory behind a lock.
  lifecycle.beforeLeaving(pictures.forget)

  async function loaded(): Promise<OpenSection> {
    const section = lifecycle.current()
    await Promise.all([section.store.loaded, section.files.ready])
    return section
  }

  function templateOf({ store }: OpenSection, template: string | Template): Template {
    if (typeof template !== 'string') return template
    const preset = store.presets.get(template as PresetId)
    const found = builtInTemplates.find(({ id }) => id === template) ?? (preset && layoutOf(preset)?.template)
    if (!found) throw new PortError('preset-gone')
    return found
  }

  async function composed(section: OpenSection, { template, slots, pictures: chosen, bleed = 0, locale, brand: changed, shown = false }: ComposeRequest): Promise<Composed> {
    const brand = changed ?? brandOf(section.store.presets.values(), section.store.name()).brand
    const { images, refused } = await pictures.of(section, { ...chosen, logo: brand.logo }, shown ? 'screen' : 'paper')
    const { logo: _logo, imprint: _imprint, ...printed } = brand
    const rendered = await renderTemplate({ template: templateOf(section, template), slots, brand: printed, imprint: imprintOf(brand), images, locale, at: Date.now(), bleed }, await fonts())
    return { ...rendered, refused }
  }

  return {
    compose: async (request) => composed(await loaded(), request),
    async lookAtComposed(request) {
      const section = await loaded()
      const template = templateOf(section, request.template)
      const brand = request.brand ?? brandOf(section.store.presets.values(), section.store.name()).brand
      const { pdf, pages, codes } = await composed(section, { ...request, bleed: 0, shown: true })
      return lookAtComposed(rasteriser, { pdf, pages, codes, kind: template.kind, imprint: imprintOf(brand), width: template.page.width, height: template.page.height })
    },
    givePicture: async ({ asset, decoded }) => pictures.give(await loaded(), asset, decoded),
    async slotsFor({ action: id, on, locale }) {
      const { store } = await loaded()
      const { action, occurrence } = needed(timeOf(store, { action: id, on }))
      return { slots: slotsOfAction(action, occurrence, locale, homeZone()), lastDay: dayOf(new Date(Math.max(occurrence.from, occurrence.to - 1))) }
    },
    async sectionBrand() {
      const { store } = await loaded()
      return brandOf(store.presets.values(), store.name())
    },
    async keepPaper({ paper, title, locale, picture, validUntil = '', template, slots, pictures: chosen }) {
      const section = await loaded()
      const { store, commands } = section
      const { pdf, pages } = await composed(section, { template, slots, pictures: chosen, locale })
      const content: PaperContent = { template, slots, pictures: chosen }
      const before = paper && store.presets.get(paper)
      const known = before && store.assets.get((before.parts['asset'] as AssetId | undefined) ?? ('' as AssetId))
      const version = await storedVersion(section, {
        bytes: new Blob([pdf as BlobPart]), picture, content: toBase64url(await sha256(pdf)), type: 'pdf', pages, width: tenth(template.page.width), height: tenth(template.page.height),
      }, '', known && currentVersion(known))
      const asset = known?.id ?? newId<AssetId>()
      const id = before?.id ?? newId<PresetId>()
      const receipt = await commands.keepPaper({
        asset: known
          ? { id: asset, edits: [{ field: 'title', value: title }, ...(currentVersion(known)?.content === version.content ? [] : [{ field: 'versions' as const, add: [version] }])] }
          : { id: asset, draft: { title, kind: assetKindOf[template.kind], language: locale, source: store.name(), ...(validUntil ? { validUntil } : {}), versions: [version] } },
        preset: before ? { id, edits: paperEdits(before, title, content, asset) } : { id, draft: paperDraft(title, content, asset) },
      })
      return { ...receipt, asset, paper: id }
    },
    closeComposing: async () => pictures.forget(),
  }
}
