/** Sets the demonstration's library in the templates, and puts it where a section's own is. */
import { toBase64url } from '#core/domain/base64url'
import { demoLibrary } from '#core/domain/demo/library'
import { demoSectionName } from '#core/domain/demo/people'
import { pictureSide, type AssetVersion } from '#core/domain/library/asset'
import { newId } from '#core/domain/ids'
import type { Fonts } from '#core/print/fonts'
import { builtInTemplates } from '#core/print/templates/built-in/templates'
import { renderTemplate } from '#core/print/templates/render-template'
import { sha256 } from '#core/sealing/aes'
import type { OpenSection } from '../open-section'
import type { PictureOf } from '../raster/raster-api'
import { storeContent } from './asset-files'
import { inspect } from './inspect'

const brand = { name: demoSectionName, colours: { primary: '#1a6482', secondary: '#f2b134' }, website: 'exemple.invalid', address: '12 place du Marché, 93200 Saint-Denis' }
const imprint = { by: 'ourselves' as const, name: demoSectionName, address: brand.address, register: '', keepStreetsClean: true }

export async function fillDemoLibrary({ commands, files, store }: Pick<OpenSection, 'commands' | 'files' | 'store'>, fonts: Fonts, pictureOf: PictureOf, seed: string, today: string): Promise<void> {
  const now = Date.now()
  const { assets, kits } = demoLibrary(seed, today, now)
  const made = []
  for (const { id, template: name, slots, imprint: hasImprint, draft } of assets) {
    const template = builtInTemplates.find((each) => each.id === name)
    if (!template) {
      made.push({ id, draft })
      continue
    }
    const { pdf } = await renderTemplate({ template, slots, brand, imprint: hasImprint ? imprint : null, images: {}, locale: 'fr', at: now, bleed: 0 }, fonts)
    // One that can't be drawn is there all the same.
    const picture = await pictureOf({ content: new Blob([pdf as BlobPart]), type: 'pdf', side: pictureSide, as: 'jpeg' }).catch(() => null)
    const version: AssetVersion = {
      id: newId(), at: now, by: store.device, file: await keep(pdf), picture: picture && (await keep(picture)), content: toBase64url(await sha256(pdf)), bytes: pdf.length, ...(await inspect(pdf)), note: '',
    }
    made.push({ id, draft: { ...draft, versions: [version] } })
  }
  // Somebody may have begun to work while these were drawn.
  await commands.createAssets(made, false)
  await commands.createKits(kits, false)

  async function keep(content: Uint8Array) {
    const stored = await storeContent(files.store, content)
    files.learn(stored.name, stored.bytes)
    return stored
  }
}
