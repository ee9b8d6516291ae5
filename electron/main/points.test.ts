import { appendFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal, type FileJournal } from './journal'
import { pointFiles, type PointFiles } from './points'

let folder: string
let journal: FileJournal
let points: PointFiles
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-points-'))
  journal = await openJournal(folder)
  points = pointFiles(folder)
})
afterEach(async () => {
  await points.close()
  await journal.close()
  await rm(folder, { recursive: true })
})

const payload = (text: string) => new TextEncoder().encode(text)
const list = payload('sealed list')
const generationNow = async () => (await journal.info()).generation
async function rewrite(text: string): Promise<void> {
  async function* pieces() {
    yield [payload(text)]
  }
  await journal.rewrite(pieces())
}
const words = async (generation: string) => (await points.readFrom(generation, 0, 1e9)).frames.map((frame) => new TextDecoder().decode(frame.payload))

describe('the journal as it was', () => {
  it('takes no room while the journal is only appended to, and stays when it is rewritten', async () => {
    await journal.append([payload('un'), payload('deux')])
    const first = await generationNow()
    expect(await points.read()).toBeNull()
    await points.write(list, [first], first)
    expect(await points.read()).toEqual(list)
    expect(await points.sizes()).toEqual([])
    expect((await stat(join(folder, 'journal.bin'))).nlink).toBe(2)
    await journal.append([payload('trois')])
    await rewrite('tout')
    expect(await words(first)).toEqual(['un', 'deux', 'trois'])
    expect(await points.sizes()).toEqual([{ generation: first, bytes: expect.any(Number) as number }])
    const second = await generationNow()
    await points.write(list, [second, first], second)
    expect(await words(second)).toEqual(['tout'])
    expect(await words(first)).toEqual(['un', 'deux', 'trois'])
    await points.write(list, [second], second)
    await expect(points.readFrom(first, 0, 100)).rejects.toMatchObject({ code: 'point-gone' })
    expect((await readdir(join(folder, 'points'))).toSorted()).toEqual([`${second}.journal`, 'list'].toSorted())
  })

  it('is never kept under the name of another', async () => {
    await journal.append([payload('un')])
    await expect(points.write(list, ['A'.repeat(22)], 'A'.repeat(22))).rejects.toMatchObject({ code: 'journal-failed' })
    expect(await points.read()).toBeNull()
    expect((await readdir(join(folder, 'points')))).toEqual([])
  })

  it('made again is the same, and a torn end behind a point does not keep it from being read', async () => {
    await journal.append([payload('un')])
    const first = await generationNow()
    for (const _ of 'abc') await points.write(list, [first], first)
    await rewrite('tout')
    await appendFile(join(folder, 'points', `${first}.journal`), new Uint8Array(13))
    expect(await words(first)).toEqual(['un'])
  })
})
