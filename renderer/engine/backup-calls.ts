/**
 * The open section into one sealed file, and back. Invariants: a backup holds the journal as it was at one quiet moment, and
 * everything that was said to be saved before it was asked for; the file is there whole or not at all. Nothing is written of
 * a backup before all of it was verified, and it is verified again while it is written. A file of the library that is damaged or not
 * here is named, and keeps neither the backup from being made nor the section from coming back.
 */
import { openBackup, writeBackup, type BackupHeader, type FilePiece, type ByteSource, type OpenBackup } from '#core/backup/backup-file'
import { PortError } from '#core/ports/errors'
import type { Host } from '#core/ports/host'
import type { Handlers, RpcClient } from '#core/ports/rpc'
import { newDevice, signersOf } from '#core/sealing/vault'
import { stopIfAsked, type Watch } from '#core/section/record-editor'
import type { EngineCalls } from './api'
import { noteInHistory } from './export-ledger'
import { framesUntil } from './frames-until'
import { dropDamaged } from './library/asset-files'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'
import type { ProgressReports } from './progress'
import { pointChanges, readPoints, returnToPoint } from './restore-points'

export type BackupCalls = Pick<EngineCalls, 'backUp' | 'backupOpen' | 'backupRestore' | 'backupClose' | 'bringBack' | 'points' | 'pointChanges' | 'returnToPoint'>

/** A file of the person's, read where it lies. */
function sourceOf(content: Blob): ByteSource {
  return {
    size: content.size,
    async read(offset, length) {
      const bytes = await content.slice(offset, offset + length).arrayBuffer().catch(() => new ArrayBuffer(0))
      // Taken away or changed under our hands.
      if (bytes.byteLength !== length) throw new PortError('backup-damaged', 'not readable')
      return new Uint8Array(bytes)
    },
  }
}

/** Where the journal ends at a moment when nothing waits to be written. Rejects when the disk refuses what waits. */
function quietMoment({ commands, store }: OpenSection): Promise<{ end: number; people: number; name: string }> {
  return commands.whenQuiet(async () => {
    if (!(await store.log.settle())) {
      const state = store.log.state()
      throw new PortError(state.state === 'failing' ? state.code : 'journal-failed', 'edits wait to be saved')
    }
    return { end: store.log.end(), people: store.people.size(), name: store.name() }
  })
}

/** The files of the library that are here and as their names say; `missing`: titles of documents that lack one, in their order. */
async function soundFiles({ files, store }: OpenSection, watch: Watch): Promise<{ sound: { name: string; bytes: number }[]; missing: string[] }> {
  const sound: { name: string; bytes: number }[] = []
  for (const { name, bytes, whole } of await files.store.list()) {
    stopIfAsked(watch)
    if (whole && !(await dropDamaged(files, name))) sound.push({ name, bytes })
  }
  const there = new Set(sound.map(({ name }) => name))
  const lacking = [...store.assets.values()].filter(({ versions }) => versions.some(({ file }) => !there.has(file.name)))
  return { sound, missing: lacking.map(({ title }) => title).sort(new Intl.Collator('fr').compare) }
}

export function backupCalls(lifecycle: Lifecycle, progress: ProgressReports, host: RpcClient<Host>): Handlers<BackupCalls> {
  const opened = new Map<string, OpenBackup & { size: number }>()
  let count = 0

  async function write(section: OpenSection, request: { token: string; passphrase: string }, watch: Watch): Promise<{ people: number; bytes: number; missing: string[] }> {
    const { journal, vault, store } = section
    const { end, people, name } = await quietMoment(section)
    const { generation } = await journal.info()
    const { sound, missing } = await soundFiles(section, watch)
    const stub = (await host.call('listSections')).find(({ id }) => id === vault.secrets.section)
    const header: BackupHeader = {
      section: vault.secrets.section, createdAt: stub?.createdAt ?? Date.now(), madeAt: Date.now(), people, name, keys: vault.secrets.keys,
      signers: [...signersOf(vault.secrets)].map(([device, key]) => ({ device, public: key })),
      ...(store.membership.members() ? { root: store.membership.members()!.root } : {}),
      files: sound,
    }

    async function* frames(): AsyncGenerator<Uint8Array[]> {
      yield* framesUntil(end, journal.readFrom, watch)
      // Places would have meant something else on the way.
      if ((await journal.info()).generation !== generation) throw new PortError('unexpected', 'the journal was rewritten')
    }

    let bytes = 0
    await host.call('fileBegin', request.token)
    try {
      for await (const piece of writeBackup(header, frames(), request.passphrase, undefined, section.files.store.read)) {
        await host.call('fileAppend', piece)
        bytes += piece.length
        stopIfAsked(watch)
      }
      await host.call('fileCommit')
    } catch (error) {
      await host.call('fileAbort').catch(() => {})
      throw error
    }
    return { people, bytes, missing }
  }

  function known(id: string): OpenBackup & { size: number } {
    const backup = opened.get(id)
    if (!backup) throw new PortError('cancelled')
    return backup
  }

  return {
    backUp: (request) =>
      progress.watch('backup', async (watch) => {
        const section = lifecycle.current()
        await section.store.loaded
        const written = await section.files.keeping(() => section.keepJournal(() => write(section, request, watch)))
        return { ...written, logged: await noteInHistory(section, 'backup', written.people, '').catch(() => false) }
      }),
    backupOpen: ({ content, passphrase }) =>
      progress.watch('restore', async (watch) => {
        const backup = await openBackup(sourceOf(content), passphrase)
        for await (const { done } of backup.frames()) {
          watch.onProgress?.(done, content.size)
          stopIfAsked(watch)
        }
        const id = `backup-${++count}`
        opened.set(id, { ...backup, size: content.size })
        const { section, name, people, madeAt } = backup.header
        const present = (await host.call('listSections')).some((stub) => stub.id === section)
        return { id, section, name, people, madeAt, present }
      }),
    backupRestore: ({ id, passphrase, keychain, replace }) =>
      progress.watch('restore', async (watch) => {
        const { header, frames, size } = known(id)
        const { section, createdAt, keys, signers, root, people, madeAt } = header
        const secrets = await newDevice({ section, keys, signers, ...(root ? { root } : {}) })
        await lifecycle.adopt({
          secrets, passphrase, keychain,
          async write(vault) {
            await host.call('restoreBegin', { id: section, createdAt, lastOpenedAt: Date.now(), demo: false }, vault)
            try {
              const takeFile = ({ name, offset, bytes, last }: FilePiece) => host.call('restoreFile', name, offset, bytes, last)
              for await (const { payloads, done } of frames(takeFile)) {
                await host.call('restoreAppend', payloads)
                watch.onProgress?.(done, size)
                stopIfAsked(watch)
              }
              await host.call('restoreCommit', replace, null)
            } catch (error) {
              await host.call('restoreAbort').catch(() => {})
              throw error
            }
          },
        })
        opened.delete(id)
        await lifecycle.open({ id: section, passphrase })
        // Not waited for: the section is there, and the entry is tried again until the disk takes it.
        void lifecycle.current().commands.record('restore', people, new Date(madeAt).toISOString()).catch(() => {})
        return section
      }),
    backupClose({ id }) {
      opened.delete(id)
    },
    async points() {
      const section = lifecycle.current()
      const [points, files] = await Promise.all([readPoints(section, host), host.call('pointsSizes')])
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
      return { points: points.map(({ id, at, why, people }) => ({ id, at, why, people })), bytes, journal: section.store.log.end() }
    },
    pointChanges: (id) => progress.watch('restore', (watch) => pointChanges(lifecycle.current(), host, id, watch)),
    returnToPoint: (id) => progress.watch('restore', (watch) => returnToPoint(lifecycle.current(), host, id, watch)),
    async bringBack(replaced) {
      await lifecycle.close()
      await host.call('bringBack', replaced)
      await lifecycle.close()
    },
  }
}
