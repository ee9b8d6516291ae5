import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyIntegrity } from './registry'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'registry-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the pinned runtime', () => {
  it('is refused when one byte of it differs', async () => {
    const file = join(folder, 'runtime.tgz')
    const integrity = `sha512-${createHash('sha512').update('the pinned bytes').digest('base64')}`
    writeFileSync(file, 'the pinned bytes')
    await expect(verifyIntegrity(file, integrity)).resolves.toBeUndefined()
    writeFileSync(file, 'the pinned byteS')
    await expect(verifyIntegrity(file, integrity)).rejects.toThrow('its digest differs')
  })
})
