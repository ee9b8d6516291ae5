import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'system-'))
  chmodSync(folder, 0o755)
  copyFileSync(join(import.meta.dirname, 'system-packages.mjs'), join(folder, 'system-packages.mjs'))
  command('apt-cache', 'echo "  Candidate: 1.0"')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A program of the pretended system, whose only programs these are. */
function command(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}

function ensure(as: { uid?: number }) {
  const script = `import('${folder}/system-packages.mjs').then((m) => m.ensureSystemPackages(['paper'])).catch((error) => { console.log(error.message); process.exit(1) })`
  const env = { PATH: folder }
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { ...as, cwd: '/', env, encoding: 'utf8' })
}

const root = process.platform === 'linux' && process.getuid!() === 0

describe.runIf(process.platform === 'linux')('a system that lacks a program', () => {
  it.runIf(root)('gets it on Debian, as root', () => {
    command('apt-get', `echo "$@" >> ${folder}/asked`)
    const { status, stderr } = ensure({})
    expect(status).toBe(0)
    expect(stderr).toContain('Installing from Debian: poppler-utils')
    expect(spawnSync('cat', [join(folder, 'asked')], { encoding: 'utf8' }).stdout).toBe(
      '-q update\n-q install -y --no-install-recommends poppler-utils\n',
    )
  })

  it('is left alone for anybody else, who is told the exact command', () => {
    command('apt-get', `touch ${folder}/asked`)
    const { status, stdout } = ensure(root ? { uid: 65534 } : {})
    expect(status).toBe(1)
    expect(stdout).toContain('lacks pdftoppm')
    expect(stdout).toContain('\n  sudo apt-get install poppler-utils\n')
    expect(readdirSync(folder)).not.toContain('asked')
  })

  it('that is no Debian is told what is missing', () => {
    const { status, stdout } = ensure(root ? { uid: 65534 } : {})
    expect(status).toBe(1)
    expect(stdout).toContain('pdftoppm')
    expect(stdout).not.toContain('apt-get')
  })
})
