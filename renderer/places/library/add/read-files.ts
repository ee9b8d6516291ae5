/** Files on their way into the library: each read, known again where it is there already, shown small. */
import type { AssetId } from '#core/domain/ids'
import type { AssetKind } from '#core/domain/library/asset'
import { formatName } from '#core/domain/library/formats'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { InspectedFile } from '#engine/api'
import type { Engine } from '#engine/client'
import { pictureOf } from './picture'

export interface ReadyFile {
  state: 'ready'
  id: string
  bytes: Blob
  fileName: string
  facts: InspectedFile
  picture: Uint8Array | null
  title: string
  kind: AssetKind
}

/** Not added, with the reason. `known`: the document that has it; `restored`: it was lacking here, and is not any more. */
export interface AsideFile {
  state: 'aside'
  id: string
  fileName: string
  why: { error: ErrorCode } | { known: AssetId; title: string; current: boolean; restored: boolean } | { twice: true }
}

export type ReadFile = ReadyFile | AsideFile

let count = 0

/** `before`: what was read earlier. */
export async function readFile(engine: Engine, file: File, before: readonly ReadFile[]): Promise<ReadFile> {
  const id = `f${++count}`
  const fileName = file.name
  try {
    const facts = await engine.call('inspectFile', file)
    if (before.some((other) => other.state === 'ready' && other.facts.content === facts.content)) return { state: 'aside', id, fileName, why: { twice: true } }
    if (facts.known) {
      const { asset, title, version, current, here } = facts.known
      if (!here) await engine.call('restoreFile', { asset, version, bytes: file })
      return { state: 'aside', id, fileName, why: { known: asset, title, current, restored: !here } }
    }
    return { state: 'ready', id, fileName, bytes: file, facts, picture: await pictureOf(engine, file, facts.type), title: titleOf(fileName), kind: kindOf(facts) }
  } catch (error) {
    return { state: 'aside', id, fileName, why: { error: errorCode(error) } }
  }
}

/** « tract_pouvoir-vivre_A5_v3.pdf » is what a file is called, not a document. */
export function titleOf(fileName: string): string {
  const words = fileName.replace(/\.[a-z\d]{2,5}$/i, '').normalize('NFC').replaceAll(/[_+.]+|-{2,}|(?<=\p{L})-(?=\d)|(?<=\d)-(?=\p{L})/gu, ' ').replaceAll(/\s+/g, ' ').trim()
  return words ? words[0]!.toUpperCase() + words.slice(1) : fileName
}

const largePaper = new Set(['A0', 'A1', 'A2', 'A3', '40×60', '120×176'])

/** What it most likely is: a picture is a visual, large paper a poster, many pages a programme. */
function kindOf({ type, width, height, pages }: InspectedFile): AssetKind {
  if (type !== 'pdf') return 'visual'
  if (largePaper.has(formatName(width, height) ?? '')) return 'poster'
  return pages > 4 ? 'programme' : 'tract'
}
