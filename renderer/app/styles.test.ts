import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const renderer = join(import.meta.dirname, '..')
const library = join(renderer, '..', 'node_modules', '@mantine', 'core', 'styles')

/** Components of the library that screens import, types left out. */
function componentsInUse(): string[] {
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.tsx?$/.test(file))
  const imports = files.flatMap((file) => [...readFileSync(join(renderer, file), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].map(([, names]) => names!))
  return [...new Set(imports.flatMap((names) => names.split(',').map((name) => name.trim())).filter((name) => /^[A-Z]/.test(name)))].sort()
}

describe('the library’s styles', () => {
  it('are there for each component that a screen uses: without them it falls back to the browser’s own look', () => {
    const imported = readFileSync(join(renderer, 'app', 'styles.ts'), 'utf8')
    const bare = componentsInUse().filter((name) => existsSync(join(library, `${name}.css`)) && !imported.includes(`/styles/${name}.css'`))
    expect(bare).toEqual([])
  })
})
