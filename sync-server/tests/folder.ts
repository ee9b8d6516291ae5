/** What a folder's files hold, as an examiner of the disk would look. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names of the files under `folder` that hold these bytes. Looks again when a file went away meanwhile: another may have taken its content. */
export function filesWith(folder: string, bytes: Uint8Array): string[] {
  for (;;) {
    try {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      return files.map((entry) => join(entry.parentPath, entry.name)).filter((file) => readFileSync(file).includes(Buffer.from(bytes)))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}
