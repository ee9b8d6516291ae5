/**
 * Calendar files that a person asked to be kept up to date: one a section, where it was chosen in a dialog, in
 * `kept-calendars.json`. Invariant: only this computer knows of them; a damaged file is as if none had been asked for.
 */
import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import type { SectionId } from '#core/domain/ids'
import type { KeptFile } from '#core/ports/host'
import { diskError, writeFileDurably } from './durable-file'

const schema = z.record(z.string(), z.object({ path: z.string(), locale: z.enum(['fr', 'en']) }))

export interface KeptCalendars {
  of(section: SectionId): Promise<KeptFile | null>
  /** `null` forgets it; the file itself stays. Rejects with `disk-full` or `file-not-written`. */
  keep(section: SectionId, kept: KeptFile | null): Promise<void>
  /** The file is there whole, the old one or the new one. Rejects with `disk-full` or `file-not-written` (detail `ENOENT`: its folder is gone). */
  write(section: SectionId, bytes: Uint8Array): Promise<void>
}

export function keptCalendars(path: string): KeptCalendars {
  let changing: Promise<unknown> = Promise.resolve()

  async function read(): Promise<z.infer<typeof schema>> {
    try {
      return schema.parse(JSON.parse(await readFile(path, 'utf8')))
    } catch {
      return {}
    }
  }
  const of = async (section: SectionId) => (await read())[section] ?? null

  return {
    of,
    async keep(section, kept) {
      const changed = changing.then(async () => {
        const { [section]: _before, ...others } = await read()
        const all = kept ? { ...others, [section]: kept } : others
        await writeFileDurably(path, new TextEncoder().encode(`${JSON.stringify(all, null, 2)}\n`))
      })
      changing = changed.catch(() => {})
      await changed.catch((error: unknown) => {
        throw diskError(error, 'file-not-written')
      })
    },
    async write(section, bytes) {
      const kept = await of(section)
      if (!kept) throw diskError(new Error('none is kept'), 'file-not-written')
      await writeFileDurably(kept.path, bytes, `${kept.path}.${crypto.randomUUID().slice(0, 8)}.part`).catch((error: unknown) => {
        throw diskError(error, 'file-not-written')
      })
    },
  }
}
