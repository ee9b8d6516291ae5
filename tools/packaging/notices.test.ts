import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packageFolder } from './bundled-packages'
import { thirdPartyNotices } from './notices'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'notices-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function pack(name: string, description: object, files: Record<string, string> = {}): string {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '1.2.3', ...description }))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
  return path
}

describe('the notices shipped with the app', () => {
  it("hold each bundled package's name, version and licence text", () => {
    const text = thirdPartyNotices([pack('one', { license: 'MIT' }, { 'LICENSE.md': 'Copyright One' })], join(folder, 'none'))
    expect(text).toContain('one 1.2.3 (MIT)')
    expect(text).toContain('Copyright One')
  })

  it('hold what a package without a licence file says of itself', () => {
    const text = thirdPartyNotices([pack('two', { license: 'BSD-3-Clause', author: 'Two' })], join(folder, 'none'))
    expect(text).toContain('two 1.2.3 (BSD-3-Clause)\nAuthor: Two')
  })

  it('stop the build for a package without any licence', () => {
    expect(() => thirdPartyNotices([pack('three', {})], join(folder, 'none'))).toThrow('three 1.2.3 comes without a licence')
  })

  it('hold the licences of fonts and data', () => {
    const resources = join(folder, 'resources')
    mkdirSync(join(resources, 'fonts'), { recursive: true })
    writeFileSync(join(resources, 'fonts', 'Font-LICENSE.txt'), 'SIL Open Font License')
    expect(thirdPartyNotices([], resources)).toContain('SIL Open Font License')
  })
})

describe('the package that a bundled module belongs to', () => {
  it.each([
    ['/p/node_modules/yjs/dist/yjs.mjs', '/p/node_modules/yjs'],
    ['/p/node_modules/@mantine/core/styles.css?inline', '/p/node_modules/@mantine/core'],
    ['/p/node_modules/a/node_modules/b/x.js', '/p/node_modules/a/node_modules/b'],
    ['\0/p/node_modules/papaparse/papaparse.js?commonjs-module', '/p/node_modules/papaparse'],
    ['/p/core/domain/person.ts', null],
  ])('of %s is %s', (id, expected) => expect(packageFolder(id)).toBe(expected))
})
