/** `npm start` as in a container: no display, so a virtual one and a picture of the window. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { PNG } from 'pngjs'
import { removeFolder } from '../remove-folder'
import { projectFolder } from '../../tools/build'

test.skip(process.platform !== 'linux', 'Xvfb is for Linux.')

test('npm start without a display shows its window in a picture, and Ctrl+C leaves nothing running', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'start-'))
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const started = Date.now()
  // A group of its own, as a shell gives it: Ctrl+C reaches the whole group.
  const npm = spawn('npm', ['start', '--', `--user-data-dir=${profile}`], { cwd: projectFolder, env, detached: true })
  let said = ''
  npm.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  npm.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => npm.once('close', resolve))
  try {
    await expect.poll(() => /picture of its window is kept in (\S+)/.exec(said)?.[1] ?? said).toMatch(/\.png$/)
    const path = /picture of its window is kept in (\S+)/.exec(said)![1]!
    const drawnSince = () => (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > started && colours(path) > 20
    await expect.poll(drawnSince).toBe(true)
  } finally {
    process.kill(-npm.pid!, 'SIGINT')
    await ended
  }
  expect(said).not.toMatch(/error|fatal/i)
  expect(processesUsing(profile)).toEqual([])
  await removeFolder(profile)
})

/** A window with words in it has more colours than an empty one: their edges are smoothed. */
function colours(path: string): number {
  const { data } = PNG.sync.read(readFileSync(path))
  const seen = new Set<number>()
  for (let i = 0; i < data.length; i += 4) seen.add(data.readUInt32LE(i))
  return seen.size
}

function processesUsing(profile: string): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
  return stdout.split('\n').filter((line) => line.includes(profile))
}
