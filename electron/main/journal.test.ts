import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { journalContract } from '#core/ports/journal.contract'
import type { Journal } from '#core/ports/journal'
import { openJournal, type FileJournal } from './journal'

let folder: string
let journal: FileJournal | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-journal-'))
})
afterEach(async () => {
  await journal?.close()
  journal = undefined
  await rm(folder, { recursive: true })
})

journalContract('the file', async () => {
  let open = await openJournal(folder)
  return {
    journal: open,
    async reopen() {
      await open.close()
      return (open = await openJournal(folder))
    },
    close: () => open.close(),
  }
})

function bytes(length: number, fill = 7): Uint8Array {
  return new Uint8Array(length).fill(fill)
}

async function lengths(of: Journal): Promise<number[]> {
  return (await of.readFrom(0, 1e9)).frames.map(({ payload }) => payload.length)
}

async function quarantine(): Promise<Buffer[]> {
  const names = await readdir(join(folder, 'quarantine')).catch(() => [])
  return Promise.all(names.map((name) => readFile(join(folder, 'quarantine', name))))
}

const file = (): string => join(folder, 'journal.bin')

/** A closed journal of three batches. */
async function writeThree(): Promise<{ end: number; bytes: Buffer }> {
  const writer = await openJournal(folder)
  for (const length of [100, 200, 300]) await writer.append([bytes(length), bytes(length + 1)])
  const { end } = await writer.info()
  await writer.close()
  return { end, bytes: await readFile(file()) }
}

describe('appends to the journal', () => {
  it('that arrive while an fsync runs share the next one', async () => {
    let syncs = 0
    journal = await openJournal(folder, async (handle) => {
      syncs++
      await handle.datasync()
    })
    await Promise.all(Array.from({ length: 100 }, (_, at) => journal!.append([bytes(at)])))
    expect(syncs).toBeLessThanOrEqual(3)
    expect(await lengths(journal)).toHaveLength(100)
  })

  it('are not acknowledged before the fsync has ended', async () => {
    const events: string[] = []
    journal = await openJournal(folder, async (handle) => {
      await handle.datasync()
      events.push('synced')
    })
    await journal.append([bytes(5)]).then(() => events.push('acknowledged'))
    expect(events).toEqual(['synced', 'acknowledged'])
  })

  it('whose fsync fails are refused and cut off, and the journal stays usable', async () => {
    let broken = false
    journal = await openJournal(folder, async (handle) => {
      if (broken) throw Object.assign(new Error('i/o error'), { code: 'EIO' })
      await handle.datasync()
    })
    await journal.append([bytes(10)])
    const { end } = await journal.info()
    broken = true
    const refused = await Promise.allSettled([journal.append([bytes(20)]), journal.append([bytes(21)])])
    expect(refused.map((each) => each.status === 'rejected' && (each.reason as { code: string }).code)).toEqual(['journal-failed', 'journal-failed'])
    expect((await readFile(file())).length).toBe(end)
    broken = false
    await journal.append([bytes(30)])
    await journal.close()
    journal = await openJournal(folder)
    expect(await lengths(journal)).toEqual([10, 30])
    expect((await journal.info()).quarantined).toBe(0)
  })

  it('are refused once it is closed', async () => {
    const closed = await openJournal(folder)
    await closed.close()
    await expect(closed.append([bytes(1)])).rejects.toMatchObject({ code: 'journal-failed' })
  })
})

describe('a journal that another holds', () => {
  it('is refused', async () => {
    journal = await openJournal(folder)
    await expect(openJournal(folder)).rejects.toMatchObject({ code: 'journal-locked' })
  })
})

describe('a damaged journal', () => {
  it('cut short in its last batch: the rest of it goes to quarantine, the others stay, appends go on', async () => {
    const { end, bytes: whole } = await writeThree()
    await truncate(file(), end - 50)
    journal = await openJournal(folder)
    expect(await lengths(journal)).toEqual([100, 101, 200, 201])
    expect((await journal.info()).quarantined).toBe(1)
    const start = (await journal.info()).end
    expect(await quarantine()).toEqual([whole.subarray(start, end - 50)])
    await journal.append([bytes(400)])
    await journal.close()
    journal = await openJournal(folder)
    expect(await lengths(journal)).toEqual([100, 101, 200, 201, 400])
    expect((await journal.info()).quarantined).toBe(0)
  })

  it('with a flipped byte in its middle: only that frame is missing; it stays in the file and is copied once', async () => {
    const { bytes: whole } = await writeThree()
    const flipped = Buffer.from(whole)
    flipped[100]! ^= 1
    await writeFile(file(), flipped)
    for (let start = 0; start < 3; start++) {
      journal = await openJournal(folder)
      expect(await lengths(journal)).toEqual([101, 200, 201, 300, 301])
      expect((await journal.info()).quarantined).toBe(1)
      await journal.close()
    }
    journal = undefined
    expect(await quarantine()).toEqual([flipped.subarray(32, 160)])
    expect(await readFile(file())).toEqual(flipped)
  })

  it('whose last group of batches was torn in its middle never shows the torn batch, later either', async () => {
    await writeThree()
    const writer = await openJournal(folder)
    const [torn, whole] = await Promise.all([writer.append([bytes(400), bytes(401)]), writer.append([bytes(500)])])
    await writer.close()
    const content = await readFile(file())
    content.fill(0, torn.offsets[1]!, torn.offsets[1]! + 100)
    await writeFile(file(), content)
    const kept = [100, 101, 200, 201, 300, 301, 500]
    journal = await openJournal(folder)
    expect(await lengths(journal)).toEqual(kept)
    expect(await journal.readAt(whole.offsets[0]!)).toHaveLength(500)
    await journal.append([bytes(600)])
    await journal.append([bytes(700)])
    await journal.close()
    journal = await openJournal(folder)
    expect(await lengths(journal)).toEqual([...kept, 600, 700])
    expect((await quarantine())[0]!.length).toBe(2 * 28 + 400 + 401)
  })

  it.each([
    ['empty', Buffer.alloc(0), 0],
    ['cut in its header', Buffer.from('PERMJ'), 1],
    ['foreign', Buffer.from('%PDF-1.7 and so on '.repeat(20)), 1],
  ])('that is %s starts anew and keeps the bytes', async (_, content, quarantined) => {
    await writeFile(file(), content)
    journal = await openJournal(folder)
    expect((await journal.info()).quarantined).toBe(quarantined)
    expect(Buffer.concat(await quarantine())).toEqual(content)
    await journal.append([bytes(10)])
    await journal.close()
    journal = await openJournal(folder)
    expect(await lengths(journal)).toEqual([10])
  })

  it('in its header keeps every frame, under a new generation', async () => {
    const { bytes: whole } = await writeThree()
    const flipped = Buffer.from(whole)
    flipped[15]! ^= 1
    await writeFile(file(), flipped)
    journal = await openJournal(folder)
    expect(await lengths(journal)).toEqual([100, 101, 200, 201, 300, 301])
    const { generation } = await journal.info()
    await journal.close()
    journal = await openJournal(folder)
    expect((await journal.info()).generation).toBe(generation)
  })

  it('with a zero-filled tail is cut without ado: zeros hold nothing', async () => {
    const { end } = await writeThree()
    await truncate(file(), end + 10_000)
    journal = await openJournal(folder)
    expect((await journal.info())).toMatchObject({ end, quarantined: 0 })
    expect((await readFile(file())).length).toBe(end)
  })

  it('of a later version is refused and left alone', async () => {
    const { bytes: whole } = await writeThree()
    const { crc32 } = await import('node:zlib')
    whole.writeUInt32LE(2, 8)
    whole.writeUInt32LE(crc32(whole.subarray(0, 28)), 28)
    await writeFile(file(), whole)
    await expect(openJournal(folder)).rejects.toMatchObject({ code: 'journal-failed' })
    expect(await readFile(file())).toEqual(whole)
    expect(await readdir(folder)).toEqual(['journal.bin'])
  })
})

describe('a rewrite', () => {
  it('that a crash interrupted leaves the old content and no trace', async () => {
    await writeThree()
    await writeFile(join(folder, 'journal.rewrite'), 'half of a new journal')
    journal = await openJournal(folder)
    expect(await lengths(journal)).toHaveLength(6)
    expect(await readdir(folder)).not.toContain('journal.rewrite')
  })

  it('is refused while another one runs, and possible again once that one is given up', async () => {
    journal = await openJournal(folder)
    const first = await journal.beginRewrite()
    await expect(journal.beginRewrite()).rejects.toMatchObject({ code: 'journal-failed' })
    await first.abort()
    await expect(first.append([bytes(1)])).rejects.toMatchObject({ code: 'journal-failed' })
    const second = await journal.beginRewrite()
    await second.append([bytes(11)])
    await second.commit()
    expect(await lengths(journal)).toEqual([11])
  })

  it('can be read from and appended to while it takes the place of the old file', async () => {
    journal = await openJournal(folder)
    await journal.append([bytes(10)])
    const rewrite = await journal.beginRewrite()
    await rewrite.append([bytes(20)])
    const [, reads, receipt] = await Promise.all([
      rewrite.commit(),
      Promise.all(Array.from({ length: 50 }, () => lengths(journal!))),
      journal.append([bytes(30)]),
    ])
    for (const read of reads) expect([[10], [10, 30], [20], [20, 30]]).toContainEqual(read)
    expect(receipt.offsets).toHaveLength(1)
    expect(await lengths(journal)).toEqual([20, 30])
  })
})

describe('a process that is killed while it writes', () => {
  it('loses no acknowledged batch, and shows no batch in part', async () => {
    for (let round = 0; round < 4; round++) {
      const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'journal-writer.fixture.ts'), folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let told = ''
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => (told += chunk))
      while (told.split('\n').length < 40 + round * 23) await once(child.stdout, 'data')
      child.kill('SIGKILL')
      await once(child, 'close')
      const acknowledged = told.split('\n').slice(0, -1).filter((line) => /^\d+$/.test(line))
      journal = await openJournal(folder)
      const { frames } = await journal.readFrom(0, 1e9)
      const found = frames.map(({ payload }) => new TextDecoder().decode(payload).split(':')[0]!)
      const ofThisRound = found.slice(found.lastIndexOf('0') - 1)
      expect(acknowledged.length).toBeGreaterThanOrEqual(38)
      for (const number of acknowledged) expect(ofThisRound.filter((each) => each === number)).toHaveLength(2)
      expect(found.length % 2).toBe(0)
      await journal.close()
      journal = undefined
    }
  }, 60_000)
})

const canMount = process.platform === 'linux' && process.getuid?.() === 0

describe.runIf(canMount)('a full disk', () => {
  let disk: string
  beforeEach(async () => {
    disk = join(folder, 'disk')
    await mkdir(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'permanence-test', disk])
  })
  afterEach(async () => {
    await journal?.close()
    journal = undefined
    execFileSync('umount', [disk])
  })

  it('refuses the batch whole, keeps what it had, takes smaller ones, and recovers when space returns', async () => {
    journal = await openJournal(join(disk, 'section'))
    await writeFile(join(disk, 'ballast'), bytes(512 * 1024))
    await journal.append([bytes(200_000)])
    const before = await journal.info()
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(journal.append([bytes(1000), bytes(600_000)])).rejects.toMatchObject({ code: 'disk-full' })
    }
    expect(await journal.info()).toEqual(before)
    expect(await lengths(journal)).toEqual([200_000])
    await journal.append([bytes(1000)])
    await rm(join(disk, 'ballast'))
    await journal.append([bytes(600_000)])
    await journal.close()
    journal = await openJournal(join(disk, 'section'))
    expect(await lengths(journal)).toEqual([200_000, 1000, 600_000])
    expect((await journal.info()).quarantined).toBe(0)
  })

  it('gives up a rewrite and keeps the old content', async () => {
    journal = await openJournal(join(disk, 'section'))
    await journal.append([bytes(400_000)])
    const rewrite = await journal.beginRewrite()
    await expect(rewrite.append([bytes(900_000)])).rejects.toMatchObject({ code: 'disk-full' })
    await journal.append([bytes(400_000)])
    expect(await lengths(journal)).toEqual([400_000, 400_000])
  })

  it('at start leaves a torn tail that finds no room in quarantine where it is, and sets it aside later', async () => {
    const section = join(disk, 'section')
    journal = await openJournal(section)
    await journal.append([bytes(1000)])
    await journal.append([bytes(100_000), bytes(200_000)])
    await journal.close()
    const path = join(section, 'journal.bin')
    await truncate(path, (await readFile(path)).length - 5000)
    // A file takes what space there is.
    await writeFile(join(disk, 'ballast'), bytes(2_000_000)).catch(() => {})
    journal = await openJournal(section)
    expect(await lengths(journal)).toEqual([1000])
    await rm(join(disk, 'ballast'))
    // The torn tail is nowhere else yet: the file must not be replaced.
    await expect(journal.rewrite((async function* () {})())).rejects.toMatchObject({ code: 'disk-full' })
    await journal.append([bytes(2000)])
    await journal.append([bytes(3000)])
    await journal.close()
    journal = await openJournal(section)
    expect(await lengths(journal)).toEqual([1000, 2000, 3000])
    expect(await readdir(join(section, 'quarantine'))).toHaveLength(1)
  })
})
