import { mkdtemp, readdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fileName } from '#core/ports/files'
import { fileStoreContract } from '#core/ports/files.contract'
import { removeFolder } from '../../tests/remove-folder'
import { sectionFiles } from './section-files'

const folders: string[] = []
async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'permanence-files-'))
  folders.push(made)
  return join(made, 'files')
}
afterAll(() => Promise.all(folders.map(removeFolder)))

fileStoreContract('the disk', async () => {
  const root = await folder()
  return { files: sectionFiles(root), reopen: async () => sectionFiles(root) }
})

describe('sealed files on the disk', () => {
  it('are the user’s alone, and no two names differ by the case of a letter', async () => {
    const root = await folder()
    const bytes = new Uint8Array([1, 2, 3])
    await sectionFiles(root).write(await fileName(bytes), 0, bytes, true)
    const [file] = await readdir(root)
    expect(file).toMatch(/^[0-9a-f]{64}$/)
    if (process.platform !== 'win32') expect((await stat(join(root, file!))).mode & 0o777).toBe(0o600)
  })

  it('have no name that leads out of their folder', async () => {
    const files = sectionFiles(await folder())
    for (const name of ['../../journal.bin', '', 'a'.repeat(44)]) {
      await expect(files.write(name, 0, new Uint8Array(1), false)).rejects.toMatchObject({ code: 'unexpected' })
      await expect(files.read(name, 0, 1)).rejects.toMatchObject({ code: 'unexpected' })
    }
  })

  it('are not mistaken for what else lies in their folder', async () => {
    const root = await folder()
    const files = sectionFiles(root)
    await files.write(await fileName(new Uint8Array(1)), 0, new Uint8Array(1), true)
    await writeFile(join(root, '.DS_Store'), 'x')
    expect(await files.list()).toHaveLength(1)
  })
})
