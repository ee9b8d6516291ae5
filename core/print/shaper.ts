/**
 * HarfBuzz, called directly: the few functions that place the glyphs of Arabic, of combining marks and of kerned pairs.
 * The module's own JavaScript fetches its .wasm by address and has no way to be given bytes; here they are passed in, so
 * that the same code runs in Node, in a worker and offline. The five imports are Emscripten's run-time needs.
 */

/** One glyph placed by HarfBuzz; distances in font units, `cluster` is the index of its first UTF-16 unit. */
export interface PlacedGlyph {
  glyph: number
  cluster: number
  advance: number
  dx: number
  dy: number
}

export interface Shaper {
  /** Prepares a font; the result is passed to `shape`. */
  openFont(bytes: Uint8Array): number
  /** Shapes `text[from, to)` seen within `text`, since an Arabic letter's form depends on its neighbours. Glyphs come left to right. */
  shape(font: number, text: string, from: number, to: number, rightToLeft: boolean): PlacedGlyph[]
}

interface HarfBuzzExports {
  memory: WebAssembly.Memory
  __wasm_call_ctors(): void
  malloc(size: number): number
  free(pointer: number): void
  hb_blob_create(bytes: number, length: number, mode: number, user: number, destroy: number): number
  hb_face_create(blob: number, index: number): number
  hb_font_create(face: number): number
  hb_buffer_create(): number
  hb_buffer_reset(buffer: number): void
  hb_buffer_set_direction(buffer: number, direction: number): void
  hb_buffer_add_utf16(buffer: number, text: number, length: number, from: number, count: number): void
  hb_buffer_guess_segment_properties(buffer: number): void
  hb_shape(font: number, buffer: number, features: number, featureCount: number): void
  hb_buffer_get_length(buffer: number): number
  hb_buffer_get_glyph_infos(buffer: number, length: number): number
  hb_buffer_get_glyph_positions(buffer: number, length: number): number
}

const leftToRight = 4
const rightToLeftDirection = 5
const writable = 2

/** Starts HarfBuzz from the bytes of `harfbuzz.wasm` (npm harfbuzzjs). */
export async function startShaper(wasm: Uint8Array): Promise<Shaper> {
  const stop = (): never => {
    throw new Error('HarfBuzz stopped')
  }
  // Only the growth hook below needs it before HarfBuzz stands.
  const held: { memory?: WebAssembly.Memory } = {}
  const { instance } = await WebAssembly.instantiate(wasm as Uint8Array<ArrayBuffer>, {
    wasi_snapshot_preview1: { proc_exit: stop },
    env: {
      _abort_js: stop,
      _emscripten_runtime_keepalive_clear: () => undefined,
      _setitimer_js: () => 0,
      emscripten_resize_heap: (wanted: number) => {
        held.memory!.grow(Math.ceil((wanted - held.memory!.buffer.byteLength) / 65536))
        return 1
      },
    },
  })
  const harfbuzz = instance.exports as unknown as HarfBuzzExports
  held.memory = harfbuzz.memory
  harfbuzz.__wasm_call_ctors()
  const buffer = harfbuzz.hb_buffer_create()
  let textAt = 0
  let textRoom = 0

  return {
    openFont(bytes) {
      const at = harfbuzz.malloc(bytes.length)
      new Uint8Array(harfbuzz.memory.buffer).set(bytes, at)
      return harfbuzz.hb_font_create(harfbuzz.hb_face_create(harfbuzz.hb_blob_create(at, bytes.length, writable, 0, 0), 0))
    },
    shape(font, text, from, to, rightToLeft) {
      if (text.length > textRoom) {
        harfbuzz.free(textAt)
        textRoom = text.length * 2
        textAt = harfbuzz.malloc(textRoom * 2)
      }
      const units = new Uint16Array(harfbuzz.memory.buffer, textAt, text.length)
      for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at)
      harfbuzz.hb_buffer_reset(buffer)
      harfbuzz.hb_buffer_add_utf16(buffer, textAt, text.length, from, to - from)
      harfbuzz.hb_buffer_set_direction(buffer, rightToLeft ? rightToLeftDirection : leftToRight)
      harfbuzz.hb_buffer_guess_segment_properties(buffer)
      harfbuzz.hb_shape(font, buffer, 0, 0)
      const count = harfbuzz.hb_buffer_get_length(buffer)
      // Both records are five 32-bit words: glyph, mask, cluster, …; advances, offsets, ….
      const infos = new Uint32Array(harfbuzz.memory.buffer, harfbuzz.hb_buffer_get_glyph_infos(buffer, 0), count * 5)
      const places = new Int32Array(harfbuzz.memory.buffer, harfbuzz.hb_buffer_get_glyph_positions(buffer, 0), count * 5)
      return Array.from({ length: count }, (_, at) => ({
        glyph: infos[at * 5]!,
        cluster: infos[at * 5 + 2]!,
        advance: places[at * 5]!,
        dx: places[at * 5 + 2]!,
        dy: places[at * 5 + 3]!,
      }))
    },
  }
}
