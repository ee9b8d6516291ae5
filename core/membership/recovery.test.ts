import { beforeEach, describe, expect, it } from 'vitest'
import { newId, type SectionId } from '../domain/ids'
import { newSecrets, type Secrets } from '../sealing/vault'
import { admitDevice, foundSection, openKeys, removeDevice } from './keys'
import { admitBySheet, makeSheet, readSheet, readSheetQr, recover, sheetDevice, sheetNewcomer, writeSheet, type Recovery, type RecoverySheet } from './recovery'
import { belonging, membersOf, newDevice } from './section.fixture'
import type { Statement } from './statement'

const relay = { relayUrl: 'https://relais.exemple.org', relay: 'relais-1' }

describe('the recovery sheet', () => {
  let alba: Secrets
  let statements: Statement[]
  let sheet: RecoverySheet
  beforeEach(async () => {
    alba = await newSecrets(newId<SectionId>())
    statements = await foundSection(alba, 'Poste d’Alba', 1)
    sheet = makeSheet(alba, statements[0]!.hash, relay)
    statements.push(await admitDevice(alba, membersOf(statements), await sheetNewcomer(sheet, 'Feuille de secours'), 2))
  })

  it('comes back from what was typed and from its QR code', async () => {
    const { lines, qr } = await writeSheet(sheet)
    expect(lines.length).toBeLessThanOrEqual(12)
    expect(await readSheet(lines.map((line) => line.toLowerCase()))).toEqual({ sheet })
    expect(qr).toMatch(/^[0-9A-Z:]+$/)
    expect(await readSheetQr(qr)).toEqual(sheet)
    expect(await readSheetQr(qr.slice(0, -1))).toBeNull()
    expect(await readSheetQr('https://exemple.org')).toBeNull()
  })

  it('says which lines to type again, and whether some are missing or of another sheet', async () => {
    const { lines } = await writeSheet(sheet)
    const mistyped = lines.with(1, lines[1]!.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))).with(6, '')
    expect(await readSheet(mistyped)).toEqual({ wrongLines: [2, 7], incomplete: false })
    expect(await readSheet(lines.slice(0, -1))).toEqual({ wrongLines: [], incomplete: true })
    const other = await writeSheet(makeSheet(alba, statements[0]!.hash, relay))
    expect(await readSheet(lines.with(2, other.lines[2]!))).toEqual({ wrongLines: [], incomplete: true })
  })

  it.each([1, 3])('made in epoch %i brings a new device in with all keys, with nothing but what it can open one after the other', async (made) => {
    // What is in the room, with the membership epoch under which it was sealed: that before the statement.
    const room: { epoch: number; statement: Statement }[] = statements.map((statement) => ({ epoch: 1, statement }))
    for (const epoch of [1, 2, 3, 4]) {
      const nour = await newDevice(alba.section)
      const newcomer = { device: nour.device, signing: nour.signing.public, exchange: nour.exchange.public, role: 'organizer', name: `Poste ${epoch}` } as const
      const before = [await admitDevice(alba, membersOf(statements), newcomer, 3)]
      if (epoch === made && made > 1) {
        sheet = makeSheet(alba, statements[0]!.hash, relay)
        before.push(await admitDevice(alba, membersOf([...statements, ...before]), await sheetNewcomer(sheet, 'Autre feuille'), 3))
      }
      const gone = await removeDevice(alba, membersOf([...statements, ...before]), nour.device, [], 4)
      statements.push(...before, ...gone)
      room.push(...[...before, ...gone].map((statement) => ({ epoch, statement })))
      alba.keys = (await openKeys(alba, membersOf(statements))).keys
    }
    const typed = await readSheet((await writeSheet(sheet)).lines)
    if (!('sheet' in typed)) throw new Error('not read')

    let [held, read] = [[typed.sheet.membership.epoch], -1]
    let recovery: Recovery | null = null
    for (;;) {
      const known = room.filter(({ epoch }) => held.includes(epoch)).map(({ statement }) => statement)
      if (known.length === read) break
      read = known.length
      const now = await recover(typed.sheet, known)
      held = now.keys.membership.map(({ epoch }) => epoch)
      recovery = now.recovery
    }
    expect(recovery!.author.keys).toEqual(alba.keys)
    expect(held).toEqual([1, 2, 3, 4, 5])

    const laptop = { ...(await newDevice(alba.section)), keys: { people: [], commons: [], membership: [] } }
    const members = membersOf([...statements, await admitBySheet(recovery!, laptop, 'Nouveau poste', 5)])
    expect(belonging(members)).toContain('Nouveau poste admin, Poste d’Alba admin')
    expect((await openKeys(laptop, members)).keys).toEqual(alba.keys)
  })

  it('is of no use once it was removed, nor for another section', async () => {
    const { device } = await sheetDevice(sheet)
    const gone = await removeDevice(alba, membersOf(statements), device, [], 3)
    await expect(recover(sheet, [...statements, ...gone])).rejects.toMatchObject({ code: 'not-an-admin' })
    const elsewhere = await foundSection(await newSecrets(alba.section), 'Poste d’Alba', 1)
    expect((await recover(sheet, elsewhere)).recovery).toBeNull()
    expect((await sheetDevice({ ...sheet, section: newId<SectionId>() })).device).not.toBe(device)
  })
})
