import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId, type PersonId, type SectionId } from '#core/domain/ids'
import { memoryJournal } from '#core/log/memory-journal'
import { PortError } from '#core/ports/errors'
import { memoryFiles } from '#core/ports/files'
import type { Host, SectionStub } from '#core/ports/host'
import { rpcClient, rpcServer, webPort, type Handlers } from '#core/ports/rpc'
import '../../tests/quick-passphrases'
import { createLifecycle } from './lifecycle'

const passphrase = 'une phrase assez longue'

/** A machine: its disk and its keychain outlive each run of the app. */
function machine() {
  const sections = new Map<SectionId, { stub: SectionStub; vault: Uint8Array; journal: ReturnType<typeof memoryJournal> }>()
  const keychain = { available: true, mask: 0x5a }
  let open: ReturnType<typeof memoryJournal> | undefined

  const files = memoryFiles()

  function start() {
    const section = (id: SectionId) => sections.get(id) ?? (() => { throw new PortError('section-not-found') })()
    const journal = () => open ?? (() => { throw new PortError('journal-failed') })()
    const seal = (bytes: Uint8Array) => bytes.map((byte) => byte ^ keychain.mask)
    const host: Handlers<Host> = {
      listSections: () => [...sections.values()].map(({ stub }) => stub),
      createSection: (stub, vault) => void sections.set(stub.id, { stub, vault, journal: memoryJournal() }),
      readVault: (id) => section(id).vault,
      writeVault: (id, vault) => void (section(id).vault = vault),
      removeDemo: (id) => void sections.delete(id),
      keychainAvailable: () => keychain.available,
      keychainSeal: seal,
      keychainOpen: seal,
      journalOpen: async (id) => {
        section(id).journal = memoryJournal(section(id).journal.bytes())
        open = section(id).journal
        return open.info()
      },
      journalClose: () => void (open = undefined),
      journalAppend: (payloads) => journal().append(payloads),
      journalReadFrom: (offset, most) => journal().readFrom(offset, most),
      journalReadAt: (offset) => journal().readAt(offset),
      removeReplaced: () => {},
      rewriteBegin: () => {}, rewriteAppend: () => [], rewriteCommit: () => journal().info(), rewriteAbort: () => {},
      fileBegin: () => {}, fileAppend: () => {}, fileCommit: () => {}, fileAbort: () => {},
      calendarKept: () => null, calendarKeep: (_token, locale) => ({ path: '', locale }), calendarWrite: () => {}, calendarForget: () => {},
      restoreBegin: () => {}, restoreAppend: () => {}, restoreFile: () => {}, restoreCommit: () => {}, restoreAbort: () => {}, listReplaced: () => [], replacedNote: () => null, bringBack: () => {},
      pointsRead: () => null, pointsWrite: () => {}, pointReadFrom: () => ({ frames: [], next: null }), pointsSizes: () => [],
      sealedFiles: async () => [...(await files.list())], sealedFileSize: files.size, sealedFileWrite: files.write, sealedFileRead: files.read, sealedFilesRemove: files.remove, sealedFileVerify: files.verify,
      relayUse: () => {}, relayRequest: () => { throw new PortError('relay-unreachable') }, relaySend: () => {}, relayTook: () => {},
    }
    const { port1, port2 } = new MessageChannel()
    rpcServer<Host>(webPort(port2 as never), host)
    ports.push(port1)
    return createLifecycle(rpcClient<Host>(webPort(port1 as never)))
  }
  return { sections, keychain, start }
}

const ports: MessagePort[] = []
beforeEach(() => () => ports.splice(0).forEach((port) => port.close()))

async function addPerson(lifecycle: ReturnType<ReturnType<typeof machine>['start']>, lastName: string) {
  await lifecycle.current().commands.createPerson(newId<PersonId>(), { lastName })
}

async function opened(lifecycle: ReturnType<ReturnType<typeof machine>['start']>) {
  await lifecycle.current().store.loaded
  const status = lifecycle.status()
  if (status.phase !== 'open') throw new Error(`phase ${status.phase}`)
  return status
}

describe('a section on one machine', () => {
  it('opens by itself through the keychain at the next start, with its people', async () => {
    const { start } = machine()
    const first = start()
    await first.start()
    expect(first.status()).toMatchObject({ phase: 'closed', sections: [], keychain: true })
    await first.create({ name: 'Section du Port', passphrase, keychain: true })
    await addPerson(first, 'Kaya')
    const next = start()
    await next.start()
    expect(await opened(next)).toMatchObject({ people: 1, section: { name: 'Section du Port', ephemeral: false }, protection: { keychain: true, passphrase: true } })
  })

  it('asks for the passphrase where there is no keychain, says when it is wrong, and stays closed', async () => {
    const { start, keychain } = machine()
    keychain.available = false
    const first = start()
    const id = await first.create({ name: 'Section', passphrase, keychain: false })
    const next = start()
    await next.start()
    expect(next.status()).toMatchObject({ phase: 'closed', locked: id })
    await expect(next.open({ id, passphrase: 'pas la bonne phrase' })).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(next.status()).toMatchObject({ phase: 'closed', locked: id })
    await next.open({ id, passphrase })
    expect(await opened(next)).toMatchObject({ section: { name: 'Section' } })
  })

  it('says that the keychain is lost and opens by passphrase', async () => {
    const { start, keychain } = machine()
    const id = await start().create({ name: 'Section', passphrase, keychain: true })
    keychain.mask = 0x11
    const next = start()
    await next.start()
    expect(next.status()).toMatchObject({ phase: 'closed', locked: id, reason: 'keychain-lost' })
    await next.open({ id, passphrase })
    expect(await opened(next)).toMatchObject({ phase: 'open' })
  })

  it('locks: no person and no key is left to ask for, until the passphrase is given', async () => {
    const { start } = machine()
    const app = start()
    const id = await app.create({ name: 'Section', passphrase, keychain: false })
    await addPerson(app, 'Kaya')
    await app.lock()
    expect(app.status()).toMatchObject({ phase: 'closed', locked: id })
    expect(() => app.current()).toThrow(expect.objectContaining({ code: 'section-locked' }) as Error)
    await app.open({ id, passphrase })
    expect(await opened(app)).toMatchObject({ people: 1 })
  })

  it('locks only after what was sent just before is on the disk', async () => {
    const { start } = machine()
    const app = start()
    const id = await app.create({ name: 'Section', passphrase, keychain: false })
    await app.current().store.loaded
    const section = app.current()
    const saved = addPerson(app, 'Kaya')
    const locked = app.lock()
    await expect(section.commands.createPerson(newId<PersonId>(), { lastName: 'Trop tard' })).rejects.toMatchObject({ code: 'section-locked' })
    await Promise.all([saved, locked])
    await app.open({ id, passphrase })
    expect(await opened(app)).toMatchObject({ people: 1 })
  })

  it('that is held stays open here, and opens by nothing but the passphrase after a restart, until it is let go', async () => {
    const { start } = machine()
    const app = start()
    const id = await app.create({ name: 'Section', passphrase, keychain: true })
    await app.current().store.loaded
    await app.hold()
    await addPerson(app, 'Kaya')
    await app.renewPageKey()
    const crashed = start()
    await crashed.start()
    expect(crashed.status()).toMatchObject({ phase: 'closed', locked: id, sections: [{ opensBy: { keychain: 'locked' } }] })
    await expect(app.letGo('pas la bonne phrase')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    await app.letGo(passphrase)
    const next = start()
    await next.start()
    expect(await opened(next)).toMatchObject({ people: 1 })
  })

  it('that has no passphrase is neither held nor asked for one', async () => {
    const { start } = machine()
    const app = start()
    await app.createDemo(async () => {})
    await app.hold()
    await app.letGo('')
    const next = start()
    await next.start()
    expect(await opened(next)).toMatchObject({ section: { demo: true } })
  })

  it('stays locked for the keychain once someone locked it, even after a restart', async () => {
    const { start } = machine()
    const app = start()
    const id = await app.create({ name: 'Section', passphrase, keychain: true })
    await app.lock()
    await expect(app.open({ id })).rejects.toMatchObject({ code: 'section-locked' })
    expect(app.status()).toMatchObject({ sections: [{ id, opensBy: { passphrase: true, keychain: 'locked' } }] })
    const next = start()
    await next.start()
    expect(next.status()).toMatchObject({ phase: 'closed', locked: id })
    await next.open({ id, passphrase })
    await next.close()
    expect(next.status()).toMatchObject({ sections: [{ id, opensBy: { passphrase: true, keychain: 'yes' } }] })
    const last = start()
    await last.start()
    expect(await opened(last)).toMatchObject({ phase: 'open' })
  })

  it('is open to the keychain as soon as the passphrase has opened it, however soon it is closed', async () => {
    const { start } = machine()
    const app = start()
    const id = await app.create({ name: 'Section', passphrase, keychain: true })
    await app.lock()
    const closing = new Promise<void>((resolve, reject) => {
      app.statusChanges.listen(() => {
        if (app.status().phase === 'open') app.close().then(resolve, reject)
      })
    })
    await app.open({ id, passphrase })
    await closing
    expect(app.status()).toMatchObject({ sections: [{ id, opensBy: { passphrase: true, keychain: 'yes' } }] })
  })

  it('tells of each section what opens it: a lock of one leaves the keychain of another as it is', async () => {
    const { start, keychain, sections } = machine()
    const app = start()
    const byBoth = await app.create({ name: 'Nord', passphrase, keychain: true })
    const byWords = await app.create({ name: 'Sud', passphrase, keychain: false })
    const damaged = await app.create({ name: 'Est', passphrase, keychain: true })
    await app.close()
    sections.get(damaged)!.vault = new Uint8Array(3)
    const told = () => {
      const status = app.status()
      return status.phase === 'closed' ? new Map(status.sections.map(({ id, opensBy }) => [id, opensBy])) : null
    }
    await app.open({ id: byBoth })
    await opened(app)
    await app.close()
    expect(told()).toEqual(new Map([[byBoth, { passphrase: true, keychain: 'yes' }], [byWords, { passphrase: true, keychain: 'no' }], [damaged, { passphrase: true, keychain: 'no' }]]))
    keychain.available = false
    await app.open({ id: byWords, passphrase })
    await opened(app)
    await app.lock()
    expect(told()!.get(byBoth)).toEqual({ passphrase: true, keychain: 'no' })
  })

  it('changes its passphrase and drops the keychain when asked with the right passphrase', async () => {
    const { start } = machine()
    const app = start()
    const id = await app.create({ name: 'Section', passphrase, keychain: true })
    await expect(app.setKeychain({ on: false, passphrase: 'une fausse phrase' })).rejects.toMatchObject({ code: 'wrong-passphrase' })
    await app.setKeychain({ on: false, passphrase })
    await app.changePassphrase({ current: passphrase, next: 'une nouvelle phrase longue' })
    const next = start()
    await next.start()
    expect(next.status()).toMatchObject({ phase: 'closed', locked: id })
    await expect(next.open({ id, passphrase })).rejects.toMatchObject({ code: 'wrong-passphrase' })
    await next.open({ id, passphrase: 'une nouvelle phrase longue' })
    expect(await opened(next)).toMatchObject({ protection: { keychain: false, passphrase: true } })
  })
})

describe('the demonstration', () => {
  const fill = async (section: { commands: { createPerson(id: PersonId, draft: object): Promise<unknown> } }) => {
    await section.commands.createPerson(newId<PersonId>(), { lastName: 'Démo' })
  }

  it('is gone at the next start where no keychain could keep its key', async () => {
    const { start, keychain, sections } = machine()
    keychain.available = false
    const app = start()
    await app.createDemo(fill as never)
    expect(await opened(app)).toMatchObject({ people: 1, section: { demo: true, ephemeral: true } })
    const next = start()
    await next.start()
    expect(next.status()).toMatchObject({ phase: 'closed', sections: [] })
    expect(sections.size).toBe(0)
  })

  it('stays when someone gave it a passphrase', async () => {
    const { start, keychain } = machine()
    keychain.available = false
    const app = start()
    const id = await app.createDemo(fill as never)
    await app.protectDemo({ passphrase })
    const next = start()
    await next.start()
    await next.open({ id, passphrase })
    expect(await opened(next)).toMatchObject({ people: 1, section: { demo: true, ephemeral: false } })
  })
})
