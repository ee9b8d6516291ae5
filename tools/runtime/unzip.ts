/**
 * Takes chosen files out of a zip, as a stream: the registry's zip holds 630 MB of which a third is wanted, and must
 * never stand in memory whole.
 * Invariant: nothing is written outside the destination, whatever the names in the archive say.
 */
import { createReadStream, closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { Unzip, UnzipInflate } from 'fflate'

/**
 * @param place where a file of the zip goes, relative to `destination`, or `null` to leave it out
 * @returns the number of files written
 */
export async function unzip(zip: string, destination: string, place: (name: string) => string | null): Promise<number> {
  const root = resolve(destination)
  let written = 0
  let open = 0
  let failure: Error | null = null
  const archive = new Unzip((file) => {
    const name = file.name.endsWith('/') ? null : place(file.name)
    if (name === null) return
    const path = resolve(root, name)
    if (!path.startsWith(root + sep)) throw new Error(`The archive names a file outside its folder: ${file.name}`)
    mkdirSync(dirname(path), { recursive: true })
    const descriptor = openSync(path, 'w')
    open++
    file.ondata = (error, chunk, final) => {
      if (error) failure = error
      if (!failure) writeAll(descriptor, chunk)
      if (!final && !error) return
      closeSync(descriptor)
      open--
      written++
    }
    file.start()
  })
  archive.register(UnzipInflate)
  for await (const chunk of createReadStream(zip, { highWaterMark: 1 << 20 })) {
    archive.push(chunk as Buffer, false)
    if (failure) throw failure
  }
  archive.push(new Uint8Array(0), true)
  if (failure) throw failure
  if (open > 0) throw new Error('The archive ends in the middle of a file.')
  return written
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done)
}
