/** Files that come with the app and that the engine reads when first needed: communes, fonts. */
import harfbuzzUrl from 'harfbuzzjs/dist/harfbuzz.wasm?url'
import { openCommunes, type Communes, type CommuneTable } from '#core/domain/communes'
import { loadFonts, type Fonts } from '#core/print/fonts'
import communesUrl from '../../resources/generated/communes.json?url'
import fixedUrl from '../../resources/fonts/IBMPlexMono-Medium.ttf?url'
import arabicBoldUrl from '../../resources/fonts/NotoSansArabic-Bold.ttf?url'
import arabicUrl from '../../resources/fonts/NotoSansArabic-Regular.ttf?url'
import boldUrl from '../../resources/fonts/NotoSans-Bold.ttf?url'
import regularUrl from '../../resources/fonts/NotoSans-Regular.ttf?url'

/** Once, and again only if it failed. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined
  return () => {
    loading ??= load()
    loading.catch(() => (loading = undefined))
    return loading
  }
}

const bytesOf = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer())

export const communes: () => Promise<Communes> = once(async () => openCommunes((await (await fetch(communesUrl)).json()) as CommuneTable))

export const fonts: () => Promise<Fonts> = once(async () => {
  const [regular, bold, arabic, arabicBold, fixed, harfbuzzWasm] = await Promise.all([regularUrl, boldUrl, arabicUrl, arabicBoldUrl, fixedUrl, harfbuzzUrl].map(bytesOf))
  return loadFonts({ regular: regular!, bold: bold!, arabic: arabic!, arabicBold: arabicBold!, fixed: fixed!, harfbuzzWasm: harfbuzzWasm! })
})
