/**
 * Which section is open, and how it came to be: create, open by keychain or passphrase, lock, protect.
 * Invariant: at most one section is open; locking waits for what is being saved and then lets go of keys and people.
 */
import { newId, type SectionId } from '#core/domain/ids'
import { randomBytes } from '#core/sealing/aes'
import { PortError, errorCode, type ErrorCode } from '#core/ports/errors'
import type { Host, SectionStub } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import { makeVault, markLocked, newSecrets, openWithKeychain, openWithPassphrase, resealVault, vaultProtections, type Keychain, type OpenVault, type Protections, type Secrets } from '#core/sealing/vault'
import type { PointReason } from '#core/section/restore-point'
import type { ClosedSection, EngineStatus } from './api'
import { dexiePages, type DexiePages } from './dexie-pages'
import { hostJournal } from './host-journal'
import { hostFiles } from './library/host-files'
import { openSection, type OpenSection } from './open-section'
import { createChanges, type Changes } from './signal'

export interface Lifecycle {
  status(): EngineStatus
  statusChanges: Changes
  /** The open section. Throws `section-locked`. */
  current(): OpenSection
  /** Opens what was open last by the keychain, or says what there is to open. */
  start(): Promise<void>
  create(request: { name: string; passphrase: string; keychain: boolean }): Promise<SectionId>
  createDemo(fill: (section: OpenSection) => Promise<void>): Promise<SectionId>
  open(request: { id: SectionId; passphrase?: string }): Promise<void>
  /** Takes in a section whose keys come from elsewhere: protects them as at creation, and lets `write` put the vault and all else on the disk. It is not opened. */
  adopt(request: { secrets: Secrets; passphrase: string; keychain: boolean; write(vault: Uint8Array): Promise<void> }): Promise<void>
  lock(): Promise<void>
  close(): Promise<void>
  changePassphrase(request: { current: string; next: string }): Promise<void>
  setKeychain(request: { on: boolean; passphrase: string }): Promise<void>
  protectDemo(request: { passphrase: string }): Promise<void>
  /** From now on whoever loads the window anew, or starts the app after a crash, finds the section as a lock leaves it. One without a passphrase cannot be held. */
  hold(): Promise<void>
  /** Takes that back. Rejects with `wrong-passphrase`; a section without a passphrase lets go by itself. */
  letGo(passphrase: string): Promise<void>
  /**
   * Makes a restore point of the open section, in the turn of a command that is about to change much (`Watch.first`). Never
   * rejects: what the disk has no room for must not keep anyone from working.
   */
  makePoint(why: PointReason): Promise<void>
  /** Gives the open section's pages another key, durably: those of before open for nobody. Rejects with `section-locked` or `disk-full`. */
  renewPageKey(): Promise<Uint8Array>
  /** The open section is being left: whoever let go of it must not take it up again, unless the disk keeps it open. */
  isLeaving(): boolean
  /** Hears of a section that is about to be left, while it still takes commands: what must be in it before it closes. It is waited for. */
  beforeLeaving(listener: (section: OpenSection) => void | Promise<void>): void
}

/** Milliseconds that locking and quitting give to writing pages: without them the next start only takes longer. */
const pagesLimit = 3000

export function createLifecycle(host: RpcClient<Host>): Lifecycle {
  const statusChanges = createChanges(0)
  const keychain: Keychain = { seal: (secret) => host.call('keychainSeal', secret), open: (sealed) => host.call('keychainOpen', sealed) }
  let open: { stub: SectionStub; section: OpenSection; pages: DexiePages } | null = null
  let opening: SectionId | null = null
  const leaving: ((section: OpenSection) => void | Promise<void>)[] = []
  let releasing = 0
  let closed: Omit<Extract<EngineStatus, { phase: 'closed' }>, 'phase'> | null = null

  async function showClosed(more: { reason?: ErrorCode; locked?: SectionId } = {}): Promise<void> {
    const [sections, replaced, available] = await Promise.all([host.call('listSections'), host.call('listReplaced'), host.call('keychainAvailable')])
    const latestFirst = [...sections].sort((one, other) => other.lastOpenedAt - one.lastOpenedAt)
    closed = { sections: await Promise.all(latestFirst.map(async (stub) => ({ ...stub, opensBy: await opensBy(stub.id, available) }))), replaced, keychain: available, ...more }
    opening = null
    statusChanges.changed()
  }

  /** So that a screen offers what can work, and nothing else. A vault that can't be read says so when its passphrase is tried. */
  async function opensBy(id: SectionId, available: boolean): Promise<ClosedSection['opensBy']> {
    const vault = await host.call('readVault', id).catch(() => null)
    const protection = vault && safeProtections(vault)
    if (!protection) return { passphrase: true, keychain: 'no' }
    return { passphrase: protection.passphrase, keychain: !protection.keychain || !available ? 'no' : protection.locked ? 'locked' : 'yes' }
  }

  async function openVaulted(stub: SectionStub, unlock: Promise<OpenVault>, protection: Protections, ephemeral: boolean): Promise<OpenSection> {
    opening = stub.id
    statusChanges.changed()
    // The journal and the pages are got ready while the key is being derived or asked of the keychain.
    const pages = dexiePages(stub.id)
    const journalOpened = host.call('journalOpen', stub.id)
    journalOpened.catch(() => {})
    try {
      const vault = await unlock
      const journalInfo = await journalOpened
      const section = await openSection({
        vault, journal: hostJournal(host, journalInfo), journalInfo, pages, files: hostFiles(host), demo: stub.demo, ephemeral, protection,
        onStatus: statusChanges.changed,
        onQuiet: async (quiet) => {
          const { takeOutErased } = await import('./erasure-upkeep')
          await takeOutErased(quiet, host, renewPageKey).catch(() => {})
          const { makeDailyPoint } = await import('./restore-points')
          await makeDailyPoint(quiet, host)
        },
      })
      open = { stub, section, pages }
      section.store.loaded.catch(async (error: unknown) => {
        await section.close()
        pages.close()
        open = null
        await host.call('journalClose').catch(() => {})
        await showClosed({ locked: stub.id, reason: errorCode(error) })
      })
      closed = null
      opening = null
      statusChanges.changed()
      return section
    } catch (error) {
      pages.close()
      await journalOpened.then(() => host.call('journalClose')).catch(() => {})
      opening = null
      throw error
    }
  }

  async function createSection(stub: SectionStub, secrets: Secrets, protection: { passphrase?: string; keychain: boolean }): Promise<OpenSection> {
    await release()
    const vault = await makeVault(secrets, { ...(protection.passphrase !== undefined ? { passphrase: protection.passphrase } : {}), ...(protection.keychain ? { keychain } : {}) })
    await host.call('createSection', stub, vault)
    const opened = Promise.resolve<OpenVault>({ secrets, vaultKey: new Uint8Array(0) })
    // A vault key is only needed to add a protection; reading it back proves that the file on disk opens.
    const unlock = protection.passphrase !== undefined ? openWithPassphrase(vault, protection.passphrase) : protection.keychain ? openWithKeychain(vault, keychain) : opened
    return openVaulted(stub, unlock, vaultProtections(vault), protection.passphrase === undefined && !protection.keychain)
  }

  const newStub = (demo: boolean): SectionStub => ({ id: newId<SectionId>(), createdAt: Date.now(), lastOpenedAt: Date.now(), demo })

  /** Lets go of the open section. Rejects when the disk refuses what is not saved yet: then it stays open. */
  async function release(): Promise<void> {
    releasing++
    try {
      await releaseNow()
    } finally {
      if (--releasing === 0 && open) statusChanges.changed()
    }
  }

  async function releaseNow(): Promise<void> {
    if (!open) return
    const { section, pages, stub } = open
    for (const listener of leaving) await listener(section)
    // An edit sent just before still waits for its turn: it is saved first. What comes later is refused, not half done.
    section.commands.hold(true)
    await section.commands.whenQuiet(async () => {}).catch(() => {})
    if (!(await section.store.log.settle())) {
      section.commands.hold(false)
      throw new PortError('disk-full', 'edits wait to be saved')
    }
    if (section.ephemeral) await pages.destroy()
    else await section.savePages(pagesLimit)
    await section.close()
    pages.close()
    await host.call('journalClose')
    if (section.ephemeral) await host.call('removeDemo', stub.id)
    open = null
  }

  function current(): OpenSection {
    if (!open) throw new PortError('section-locked')
    return open.section
  }

  /** One after the other: each begins with the vault as it is on the disk. */
  let wrapping: Promise<unknown> = Promise.resolve()
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = wrapping.then(work)
    wrapping = done.catch(() => {})
    return done
  }

  /** Gives the open section's pages another key: those of before open for nobody, once the vault that held theirs is gone. */
  const renewPageKey = () =>
    inTurn(async () => {
      const { stub, section } = open ?? (() => { throw new PortError('section-locked') })()
      const { vault } = section
      const pageKey = randomBytes(32)
      // A demo that nothing can open again has a vault without a key.
      if (!section.ephemeral) await host.call('writeVault', stub.id, await resealVault(await host.call('readVault', stub.id), vault.vaultKey, { ...vault.secrets, pageKey }))
      vault.secrets.pageKey = pageKey
      return pageKey
    })

  /** Writes the open section's vault anew. */
  const rewrap = (make: (before: Uint8Array, vault: OpenVault) => Promise<Uint8Array>) => inTurn(() => rewrapNow(make))
  async function rewrapNow(make: (before: Uint8Array, vault: OpenVault) => Promise<Uint8Array>): Promise<void> {
    const { stub } = open ?? (() => { throw new PortError('section-locked') })()
    const section = current()
    const vault = await make(await host.call('readVault', stub.id), section.vault)
    await host.call('writeVault', stub.id, vault)
    section.protection = vaultProtections(vault)
    section.ephemeral = false
    statusChanges.changed()
  }

  return {
    statusChanges,
    current,
    status() {
      if (open) {
        const { section, stub } = open
        const { store, commands } = section
        const first = store.firstScreen()
        if (!first && !store.complete()) return { phase: 'opening', section: stub.id, progress: section.progress.done / section.progress.total, rebuilding: section.progress.rebuilding }
        return {
          phase: 'open',
          section: { id: stub.id, name: store.name(), demo: section.demo, ephemeral: section.ephemeral },
          device: store.device,
          people: first?.total ?? store.people.size(),
          complete: store.complete(),
          save: store.log.state(),
          quarantined: store.quarantined() + section.damagedFrames,
          undo: commands.undoLabel(),
          redo: commands.redoLabel(),
          protection: section.protection,
        }
      }
      if (opening) return { phase: 'opening', section: opening, progress: 0, rebuilding: false }
      return closed ? { phase: 'closed', ...closed } : { phase: 'starting' }
    },
    async start() {
      const sections = await host.call('listSections')
      const vaults = await Promise.all(sections.map(async (stub) => ({ stub, vault: await host.call('readVault', stub.id).catch(() => null) })))
      const usable: { stub: SectionStub; vault: Uint8Array }[] = []
      for (const { stub, vault } of vaults) {
        const protection = vault && safeProtections(vault)
        // A demo whose key went with the app: nobody can ever open it again.
        if (stub.demo && protection && !protection.keychain && !protection.passphrase) {
          await Promise.all([dexiePages(stub.id).destroy(), host.call('removeDemo', stub.id)]).catch(() => {})
        } else if (vault) usable.push({ stub, vault })
      }
      const last = usable.sort((one, other) => other.stub.lastOpenedAt - one.stub.lastOpenedAt)[0]
      if (!last) return showClosed()
      const protection = safeProtections(last.vault)
      if (!protection?.keychain || protection.locked) return showClosed({ locked: last.stub.id, ...(protection ? {} : { reason: 'vault-damaged' as const }) })
      try {
        await openVaulted(last.stub, openWithKeychain(last.vault, keychain), protection, false)
      } catch (error) {
        await showClosed({ locked: last.stub.id, reason: errorCode(error) })
      }
    },
    async create({ name, passphrase, keychain: useKeychain }) {
      const stub = newStub(false)
      const section = await createSection(stub, await newSecrets(stub.id), { passphrase, keychain: useKeychain })
      await section.commands.changeSettings('section.create', [['n', name]])
      return stub.id
    },
    async createDemo(fill) {
      const stub = newStub(true)
      const section = await createSection(stub, await newSecrets(stub.id), { keychain: await host.call('keychainAvailable') })
      await fill(section)
      return stub.id
    },
    async open({ id, passphrase }) {
      if (open?.stub.id === id) return
      await release()
      const stub = (await host.call('listSections')).find((known) => known.id === id)
      if (!stub) throw new PortError('section-not-found')
      const vault = await host.call('readVault', id)
      try {
        const protection = vaultProtections(vault)
        if (passphrase === undefined && protection.locked) throw new PortError('section-locked')
        const unlocked = passphrase === undefined ? openWithKeychain(vault, keychain) : openWithPassphrase(vault, passphrase)
        // Before the section is open: whoever closes it at once finds it unlocked, and nothing else has written the vault yet.
        const unmarked = unlocked.then(async (opened) => {
          if (protection.locked) await host.call('writeVault', id, markLocked(vault, false))
          return opened
        })
        await openVaulted(stub, unmarked, protection, false)
      } catch (error) {
        await showClosed({ locked: id })
        throw error
      }
    },
    async adopt({ secrets, passphrase, keychain: useKeychain, write }) {
      await release()
      await write(await makeVault(secrets, { passphrase, ...(useKeychain ? { keychain } : {}) }))
      // Of a copy of this section that was here before: sealed under another key.
      await dexiePages(secrets.section).destroy().catch(() => {})
    },
    async lock() {
      if (!open) return
      const { stub, section } = open
      const { passphrase, keychain: byKeychain } = section.protection
      await release()
      // Else one click, or a restart, would undo the lock.
      if (passphrase && byKeychain) await host.call('writeVault', stub.id, markLocked(await host.call('readVault', stub.id), true))
      await showClosed({ locked: stub.id })
    },
    async close() {
      await release()
      await showClosed()
    },
    changePassphrase: ({ current: before, next }) =>
      rewrap(async (bytes, vault) => {
        const known = vaultProtections(bytes)
        const { vaultKey } = known.passphrase ? await openWithPassphrase(bytes, before) : vault
        return makeVault(vault.secrets, { passphrase: next, vaultKey, ...(known.keychain ? { keychain } : {}) })
      }),
    setKeychain: ({ on, passphrase }) =>
      rewrap(async (bytes, vault) => {
        const { vaultKey } = await openWithPassphrase(bytes, passphrase)
        return makeVault(vault.secrets, { vaultKey, keep: bytes, ...(on ? { keychain } : {}) })
      }),
    hold: () =>
      inTurn(async () => {
        const { stub, section } = open ?? (() => { throw new PortError('section-locked') })()
        const { passphrase, keychain: byKeychain } = section.protection
        // Without a keychain it opens by nothing but the passphrase anyway.
        if (passphrase && byKeychain) await host.call('writeVault', stub.id, markLocked(await host.call('readVault', stub.id), true))
      }),
    letGo: (passphrase) =>
      inTurn(async () => {
        const { stub, section } = open ?? (() => { throw new PortError('section-locked') })()
        if (!section.protection.passphrase) return
        const vault = await host.call('readVault', stub.id)
        await openWithPassphrase(vault, passphrase)
        if (vaultProtections(vault).locked) await host.call('writeVault', stub.id, markLocked(vault, false))
      }),
    async makePoint(why) {
      const section = current()
      const { pointNow } = await import('./restore-points')
      await pointNow(section, host, why).catch(() => {})
    },
    renewPageKey,
    isLeaving: () => releasing > 0,
    beforeLeaving: (listener) => void leaving.push(listener),
    protectDemo: ({ passphrase }) => rewrap(async (_bytes, vault) => makeVault(vault.secrets, { passphrase })),
  }
}

function safeProtections(vault: Uint8Array): Protections | null {
  try {
    return vaultProtections(vault)
  } catch {
    return null
  }
}
