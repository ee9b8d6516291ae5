/**
 * A disk of a few megabytes that can be filled. It is mounted in a namespace of its own and reached through /proc, so that
 * it needs no root where the kernel lets users have namespaces (user_namespaces(7)), and is gone with its process.
 */
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export interface SmallDisk {
  /** A folder on it for a profile. */
  path: string
  freeBytes(): number
  /** Takes all space but about `left` bytes. */
  fill(left?: number): void
  /** Gives the space back. */
  free(): void
  remove(): void
}

/** Linux only. Rejects with the reason when this machine allows no mount. */
export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const asRoot = process.getuid?.() === 0
  const script = `mount -t tmpfs -o size=${megabytes}m,mode=700 permanence-faults /mnt && echo mounted && exec cat`
  const holder = spawn('unshare', [asRoot ? '-m' : '-Urm', 'sh', '-c', script], { stdio: ['pipe', 'pipe', 'pipe'] })
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    const refused = () => reject(new Error(`A disk that can be filled needs root or user namespaces, and this machine gives neither: ${said.join('').trim()}`))
    for (const stream of [holder.stdout, holder.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()) && said.join('').includes('mounted\n') && resolve())
    holder.once('error', refused)
    holder.once('exit', refused)
  })
  const disk = `/proc/${holder.pid}/root/mnt`
  const path = join(disk, 'profile')
  const ballast = join(disk, 'ballast')
  mkdirSync(path, { mode: 0o700 })
  const freeBytes = () => {
    const { bavail, bsize } = statfsSync(disk)
    return bavail * bsize
  }
  return {
    path,
    freeBytes,
    fill(left = 0) {
      const file = openSync(ballast, 'a')
      try {
        // A file system counts in blocks: the last piece is what is left of one.
        for (let piece = freeBytes() - left; piece > 0; piece = freeBytes() - left) writeSync(file, Buffer.alloc(Math.min(piece, 4 * 1024 * 1024), 0x2a))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
    },
    free() {
      // Truncated first: some file systems free a file's blocks only later.
      truncateSync(ballast)
      rmSync(ballast)
    },
    remove: () => void holder.stdin.end(),
  }
}
