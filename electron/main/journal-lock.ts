/**
 * One process at a time writes a journal: two that append at what each takes for the end destroy each other's batches.
 * A lock is a file made with O_EXCL that names its process. A process that was killed leaves it behind, so a lock
 * is stale when its process is gone. Process ids are used again; on Linux the start time in /proc tells (proc(5), field 22).
 */
import { open, readFile, rename, rm, stat, link } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { PortError } from '#core/ports/errors'
import { isDiskFull, systemCode } from './durable-file'

/** A lock just made and not yet written to is not stale: its process may be between two system calls. Milliseconds. */
const freshFor = 2000

/** Rejects with `journal-locked` when a live process holds it. The returned function gives it back. */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  const mine = JSON.stringify({ pid: process.pid, start: startOf(process.pid), nonce: crypto.randomUUID() })
  // Twice: once more after a stale lock was cleared away.
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = await open(path, 'wx', 0o600)
      try {
        await handle.writeFile(mine)
        return () => release(path, mine)
      } catch (error) {
        if (!isDiskFull(error)) throw error
        // A full disk must not keep anyone from reading. An empty lock still stops whoever comes within `freshFor`;
        // the app's single-instance lock stops the others.
        await handle.truncate(0)
        return () => release(path, '')
      } finally {
        await handle.close()
      }
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw new PortError('journal-failed', `lock ${systemCode(error)}`)
      if (!(await clearStale(path))) break
    }
  }
  throw new PortError('journal-locked')
}

async function release(path: string, mine: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => '')) === mine) await rm(path, { force: true })
}

/** Moves a stale lock away. Whoever moved a lock that is not the one it judged gives it back. */
async function clearStale(path: string): Promise<boolean> {
  const judged = await readFile(path, 'utf8').catch(() => null)
  if (judged === null) return true
  if (!(await isStale(path, judged))) return false
  const aside = `${path}.${crypto.randomUUID()}`
  try {
    await rename(path, aside)
    if ((await readFile(aside, 'utf8')) === judged) return true
    await link(aside, path).catch(() => {})
    return false
  } catch {
    return true
  } finally {
    await rm(aside, { force: true })
  }
}

async function isStale(path: string, content: string): Promise<boolean> {
  const made = await stat(path).then(({ mtimeMs }) => mtimeMs, () => 0)
  let holder: { pid: number; start: string | null }
  try {
    holder = JSON.parse(content) as typeof holder
  } catch {
    return Date.now() - made > freshFor
  }
  if (!isAlive(holder.pid)) return true
  if (holder.start !== null) return holder.start !== startOf(holder.pid)
  // Elsewhere than on Linux: a lock older than the machine's start belongs to a process that can't live any more.
  return made < Date.now() - uptime() * 1000
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, under another user.
    return systemCode(error) === 'EPERM'
  }
}

/** What tells this process from another that got the same id, `null` where the system does not say, or it has ended. */
function startOf(pid: number): string | null {
  try {
    // The name in field 2 may hold spaces and parentheses: count from the last one.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '').split(' ')
    // A killed process keeps its id until its parent has noticed.
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${fields[19]}`
  } catch {
    return null
  }
}
