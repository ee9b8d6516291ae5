import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFile } from './journal-lock'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-lock-'))
  path = join(folder, 'journal.lock')
})
afterEach(() => rm(folder, { recursive: true }))

/** A process that holds the lock in our stead: its id and start time are what the file names. */
async function liveLock(): Promise<{ kill(): Promise<void> }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")'], { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child.stdout, 'data')
  const release = await lockFile(path)
  const mine = JSON.parse(await readFile(path, 'utf8')) as { pid: number; start: string | null }
  await release()
  const fields = mine.start === null ? null : (await readFile(`/proc/${child.pid}/stat`, 'latin1')).replace(/^.*\) /s, '').split(' ')[19]
  const start = mine.start === null ? null : mine.start.replace(/\d+$/, fields!)
  await writeFile(path, JSON.stringify({ pid: child.pid, start }))
  return {
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('the lock of a journal', () => {
  it('is refused while someone holds it, this process included, and given again afterwards', async () => {
    const release = await lockFile(path)
    await expect(lockFile(path)).rejects.toMatchObject({ code: 'journal-locked' })
    await release()
    await (await lockFile(path))()
    expect(await readdir(folder)).toEqual([])
  })

  it('is refused while another process lives, and taken over once it was killed', async () => {
    const other = await liveLock()
    await expect(lockFile(path)).rejects.toMatchObject({ code: 'journal-locked' })
    await other.kill()
    await (await lockFile(path))()
  })

  it.runIf(process.platform === 'linux')('is taken over when its process id now belongs to another process', async () => {
    await writeFile(path, JSON.stringify({ pid: process.pid, start: 'another-boot 12345' }))
    await (await lockFile(path))()
  })

  it('that a crash left half written is taken over, but not while it may just be being written', async () => {
    await writeFile(path, '{"pi')
    await expect(lockFile(path)).rejects.toMatchObject({ code: 'journal-locked' })
    const earlier = new Date(Date.now() - 10_000)
    await utimes(path, earlier, earlier)
    await (await lockFile(path))()
  })

  it('goes to one only, when several find it stale at once', async () => {
    const other = await liveLock()
    await other.kill()
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockFile(path)))
    expect(attempts.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
    expect((await readdir(folder)).length).toBeLessThanOrEqual(1)
  })

  it('of someone else is not removed by a late release', async () => {
    const release = await lockFile(path)
    await rm(path)
    const second = await lockFile(path)
    await release()
    await expect(lockFile(path)).rejects.toMatchObject({ code: 'journal-locked' })
    await second()
  })
})
