import fc from 'fast-check'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { withNativeCrc } from '#core/log/crc32'
import { memoryJournal } from '#core/log/memory-journal'
import { scanFrames } from '#core/log/scan'
import type { Journal } from '#core/ports/journal'
import { openJournal } from './journal'

const seed = Number(process.env['PERMANENCE_SEED'] ?? Date.now() % 0x7fffffff)
console.log(`journal-repair.test.ts: PERMANENCE_SEED=${seed}`)

async function payloads(journal: Journal): Promise<string[]> {
  return (await journal.readFrom(0, 1e9)).frames.map(({ payload }) => Buffer.from(payload).toString('hex'))
}

const batches = fc.array(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 4 }), { maxLength: 12 })
/** What can happen to a file: bytes replaced, removed, added, its end cut off or zeroed. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant('splice' as const), at: fc.nat(), removed: fc.nat(400), added: fc.uint8Array({ maxLength: 60 }) }),
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bits: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('zero' as const), at: fc.nat() }),
)

describe('a journal file that anything happened to', () => {
  it('opens with what the scan finds, keeps all that it can not read, and takes appends', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.array(damage, { minLength: 1, maxLength: 3 }), async (written, damages) => {
        const folder = await mkdtemp(join(tmpdir(), 'permanence-repair-'))
        try {
          const whole = memoryJournal()
          for (const batch of written) await whole.append(batch)
          let bytes = Buffer.from(whole.bytes())
          for (const each of damages) {
            const at = each.at % (bytes.length + 1)
            if (each.kind === 'splice') bytes = Buffer.concat([bytes.subarray(0, at), each.added, bytes.subarray(at + each.removed)])
            else if (each.kind === 'cut') bytes = bytes.subarray(0, at)
            else if (each.kind === 'zero') bytes.fill(0, at)
            else if (at < bytes.length) bytes[at]! ^= each.bits
          }
          await writeFile(join(folder, 'journal.bin'), bytes)

          const journal = await openJournal(folder)
          const found = await payloads(journal)
          expect(found).toEqual(await payloads(memoryJournal(bytes)))
          await journal.append([Uint8Array.of(1, 2, 3)])
          await journal.close()

          const copies = await readdir(join(folder, 'quarantine')).catch(() => [])
          const kept = await Promise.all(copies.map((name) => readFile(join(folder, 'quarantine', name))))
          for (const { start, end, kind } of scanFrames(bytes, withNativeCrc(crc32)).regions) {
            const lost = bytes.subarray(start, end)
            if (kind !== 'repeated' && lost.some((byte) => byte !== 0)) expect(kept.some((copy) => copy.equals(lost))).toBe(true)
          }
          const again = await openJournal(folder)
          expect(await payloads(again)).toEqual([...found, '010203'])
          await again.close()
        } finally {
          await rm(folder, { recursive: true })
        }
      }),
      { seed, numRuns: 150 },
    )
  }, 120_000)
})
