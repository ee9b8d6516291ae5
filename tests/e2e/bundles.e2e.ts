/** What must hold of the bundles that `electron-vite build` leaves in `out/`. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../tools/build'
import { expect, test } from './app'

const out = join(projectFolder, 'out')
const scripts = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(c|m)?js$/.test(file))
const text = (file: string) => readFileSync(join(out, file), 'utf8')

test.describe('the bundles', () => {
  test('hold one copy of Yjs: two would not know each other\'s documents', () => {
    // The sentence stands once in each copy of Yjs, which says it when it finds another one.
    const copies = scripts.map((file) => text(file).split('Yjs was already imported').length - 1)
    expect(copies.reduce((sum, count) => sum + count, 0)).toBe(1)
  })

  test('run without Yjs finding a second copy of itself', async ({ launch }) => {
    const { errors, window } = await launch()
    await expect(window.getByRole('button').first()).toBeVisible()
    expect(errors.filter((line) => line.includes('Yjs'))).toEqual([])
  })

  test('hold React as it runs in production', () => {
    const window = scripts.filter((file) => file.startsWith('renderer')).map(text).join('')
    expect(window).not.toContain('Download the React DevTools')
  })

  test('carry no source maps and no scripts inside the page', () => {
    expect(readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.map'))).toEqual([])
    expect(text('renderer/index.html')).not.toMatch(/<script(?![^>]*\ssrc=)/)
  })

  test('leave main and preload with nothing to look for in node_modules', () => {
    for (const file of ['main/index.cjs', 'preload/index.cjs']) {
      const required = [...text(file).matchAll(/\brequire\("([^"]+)"\)/g)].map((found) => found[1]!)
      expect(required.filter((name) => name !== 'electron' && !name.startsWith('node:') && !name.startsWith('.'))).toEqual([])
    }
  })
})
