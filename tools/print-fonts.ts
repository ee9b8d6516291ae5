/** The sheet's fonts from the project's folder, for what runs without a window: command line, tests, benchmarks. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { loadFonts, type Fonts } from '#core/print/fonts'

/** Path of a file of resources/fonts. */
export function fontPath(name: string): string {
  return fileURLToPath(new URL(`../resources/fonts/${name}`, import.meta.url))
}

export async function loadPrintFonts(): Promise<Fonts> {
  const wasm = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz.wasm')
  const [regular, bold, arabic, arabicBold, fixed, harfbuzzWasm] = await Promise.all([
    fontPath('NotoSans-Regular.ttf'), fontPath('NotoSans-Bold.ttf'), fontPath('NotoSansArabic-Regular.ttf'), fontPath('NotoSansArabic-Bold.ttf'), fontPath('IBMPlexMono-Medium.ttf'), wasm,
  ].map((path) => readFile(path)))
  return loadFonts({ regular: regular!, bold: bold!, arabic: arabic!, arabicBold: arabicBold!, fixed: fixed!, harfbuzzWasm: harfbuzzWasm! })
}
