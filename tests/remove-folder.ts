import { rm } from 'node:fs/promises'

/**
 * Removes what a test left, although processes of Chromium that outlive the first one by a moment still write to it.
 * Not `rmSync`: it lists a folder once, and tries again only to remove what it emptied.
 */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 20 })
}
