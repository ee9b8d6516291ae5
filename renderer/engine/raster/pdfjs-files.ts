/**
 * The files of pdf.js that PDFs may need: fonts they do not embed, character maps of Asian scripts, decoders of rare
 * pictures. Without them a viewer draws such pages with holes.
 */
const files = {
  standardFontDataUrl: urls(import.meta.glob<string>('../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', { query: '?url', import: 'default', eager: true })),
  cMapUrl: urls(import.meta.glob<string>('../../../node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url', import: 'default', eager: true })),
  wasmUrl: urls(import.meta.glob<string>('../../../node_modules/pdfjs-dist/wasm/*.wasm', { query: '?url', import: 'default', eager: true })),
}

function urls(found: Record<string, string>): Map<string, string> {
  return new Map(Object.entries(found).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]))
}

/** pdf.js makes one and asks it for a file by kind and name. */
export class PdfjsFiles {
  async fetch({ kind, filename }: { kind: keyof typeof files; filename: string }): Promise<Uint8Array> {
    const url = files[kind].get(filename)
    if (url === undefined) throw new Error(`no file ${filename}`)
    return new Uint8Array(await (await fetch(url)).arrayBuffer())
  }
}
