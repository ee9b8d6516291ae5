/** What the previews of files are asked: `FILE [--json]`. */
import { readFile } from 'node:fs/promises'

export interface PreviewRequest {
  file: string
  bytes: Uint8Array
  json: boolean
}

/** The file read, or why there is none: the words make no sense, or no file is there. */
export async function readPreviewRequest(words: readonly string[]): Promise<PreviewRequest | 'usage' | 'missing'> {
  const [file, other] = words.filter((word) => word !== '--json')
  if (file === undefined || other !== undefined || file.startsWith('--')) return 'usage'
  const bytes = await readFile(file).catch(() => null)
  return bytes === null ? 'missing' : { file, bytes: new Uint8Array(bytes), json: words.includes('--json') }
}
