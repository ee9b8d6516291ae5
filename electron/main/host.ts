/**
 * The engine's end of the main process: sections, keychain, one open journal. Invariant: one engine has the journal at a time.
 * A window that is loaded anew brings a new engine; its `journalOpen` waits until the journal of the engine before is closed.
 */
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { SectionId } from '#core/domain/ids'
import { PortError } from '#core/ports/errors'
import { isFileName, type FileStore } from '#core/ports/files'
import type { Host, HostTopics } from '#core/ports/host'
import { rpcServer, type Handlers, type RpcPort, type TopicSources } from '#core/ports/rpc'
import { chosenFiles, type ChosenFiles } from './chosen-files'
import { openJournal, type FileJournal, type JournalRewrite } from './journal'
import { keptCalendars } from './kept-calendars'
import type { OsKeychain } from './keychain'
import { generationSchema, pointFiles, type PointFiles } from './points'
import { sectionFiles } from './section-files'
import { requestSchema, socketId, socketSchema } from './relay-address'
import type { RelayNetwork } from './relay-network'
import { bringBack, listReplaced, removeReplaced, replacedNote } from './replaced'
import { beginRestore, type Restore } from './restore'
import {
  createSection, listSections, readVault, recordOpened, removeDemo, removeLeftovers, sectionFolder, sectionIdSchema, stubSchema, writeVault,
} from './sections'
import { beginFile, type StreamedFile } from './streamed-file'

export interface HostServer {
  /** Answers one engine over this port. The engine before gets nothing more. */
  serve(port: RpcPort): void
  /** The window's process has gone: closes its engine's journal, once what it was writing is written. */
  release(): Promise<void>
  /** Before the app ends: closes every journal. */
  close(): Promise<void>
}

const bytes = z.instanceof(Uint8Array)
const payloads = z.array(bytes)
const position = z.int().check(z.minimum(0))
const fileNameSchema = z.custom<string>(isFileName)
const replacedSchema = z.object({ id: sectionIdSchema, at: position })

/** What each call may be given: the engine is ours, but it parses files that are not. */
const callArguments = {
  listSections: z.tuple([]),
  createSection: z.tuple([stubSchema, bytes]),
  readVault: z.tuple([sectionIdSchema]),
  writeVault: z.tuple([sectionIdSchema, bytes]),
  removeDemo: z.tuple([sectionIdSchema]),
  keychainAvailable: z.tuple([]),
  keychainSeal: z.tuple([bytes]),
  keychainOpen: z.tuple([bytes]),
  journalOpen: z.tuple([sectionIdSchema]),
  journalClose: z.tuple([]),
  journalAppend: z.tuple([payloads]),
  journalReadFrom: z.tuple([position, position]),
  journalReadAt: z.tuple([position]),
  rewriteBegin: z.tuple([]),
  rewriteAppend: z.tuple([payloads]),
  rewriteCommit: z.tuple([]),
  rewriteAbort: z.tuple([]),
  fileBegin: z.tuple([z.string()]),
  fileAppend: z.tuple([bytes]),
  fileCommit: z.tuple([]),
  fileAbort: z.tuple([]),
  calendarKept: z.tuple([]),
  calendarKeep: z.tuple([z.string(), z.enum(['fr', 'en'])]),
  calendarWrite: z.tuple([bytes]),
  calendarForget: z.tuple([]),
  restoreBegin: z.tuple([stubSchema, bytes]),
  restoreAppend: z.tuple([payloads]),
  restoreFile: z.tuple([fileNameSchema, position, bytes, z.boolean()]),
  restoreCommit: z.tuple([z.boolean(), z.nullable(bytes)]),
  restoreAbort: z.tuple([]),
  pointsRead: z.tuple([]),
  pointsWrite: z.tuple([bytes, z.array(generationSchema)]),
  pointReadFrom: z.tuple([generationSchema, position, position]),
  pointsSizes: z.tuple([]),
  listReplaced: z.tuple([]),
  replacedNote: z.tuple([replacedSchema]),
  removeReplaced: z.tuple([replacedSchema]),
  bringBack: z.tuple([replacedSchema]),
  sealedFiles: z.tuple([]),
  sealedFileSize: z.tuple([fileNameSchema]),
  sealedFileWrite: z.tuple([fileNameSchema, position, bytes, z.boolean()]),
  sealedFileRead: z.tuple([fileNameSchema, position, position]),
  sealedFilesRemove: z.tuple([z.array(fileNameSchema)]),
  sealedFileVerify: z.tuple([fileNameSchema]),
  relayUse: z.tuple([z.nullable(z.string())]),
  relayRequest: z.tuple([requestSchema]),
  relaySend: z.tuple([socketId, bytes]),
  relayTook: z.tuple([socketId]),
} satisfies Record<keyof Host, z.ZodMiniType>

/**
 * `profile` is the folder of the app's data. Starts at once to open the journal of the section that was open last:
 * by the time the engine has its keys, the file has been read and checked. `chosen`: files that dialogs of the window named.
 */
export function hostServer(profile: string, keychain: () => OsKeychain, chosen: ChosenFiles = chosenFiles()): HostServer {
  const root = join(profile, 'sections')
  const calendars = keptCalendars(join(profile, 'kept-calendars.json'))
  const tidied = removeLeftovers(root).catch(() => {})
  let early = tidied.then(() => openEarly(root))
  let released: Promise<void> = Promise.resolve()
  let releaseCurrent = async (): Promise<void> => {}
  /** Takes the network from the engine of now: at once, whatever is still to be written. */
  let silenceCurrent = (): void => {}

  /** The journal opened ahead, if it is the one; otherwise it is closed. */
  async function takeEarly(id: SectionId): Promise<FileJournal | null> {
    const opened = await early
    if (opened?.id !== id) {
      await closeEarly()
      return null
    }
    early = Promise.resolve(null)
    return opened.journal
  }

  function serve(port: RpcPort): void {
    void release()
    const before = released
    let journal: FileJournal | null = null
    /** Whose journal is open. */
    let section: SectionId | null = null
    let rewrite: JournalRewrite | null = null
    let points: PointFiles | null = null
    let files: FileStore | null = null
    /** The day of opening, on its way to the section's folder. */
    let recorded: Promise<void> = Promise.resolve()
    let file: StreamedFile | null = null
    let restore: Restore | null = null
    let relay: RelayNetwork | null = null
    /** Counts what `relayUse` was asked for: the last word holds. */
    let relayWord = 0
    let ended = false

    function open(): FileJournal {
      if (!journal) throw new PortError('section-locked')
      return journal
    }

    function running(): JournalRewrite {
      if (!rewrite) throw new PortError('journal-failed', 'no rewrite is running')
      return rewrite
    }

    async function close(): Promise<void> {
      const closing = journal
      const closingPoints = points
      section = null
      journal = rewrite = points = files = null
      // Once closed, the folder may change places, or go.
      await recorded
      await closingPoints?.close()
      await closing?.close()
    }

    function leaveRelay(): void {
      relayWord++
      relay?.close()
      relay = null
    }

    silenceCurrent = () => {
      ended = true
      leaveRelay()
    }

    /** What is half written when the engine goes is nothing. */
    releaseCurrent = async () => {
      await Promise.all([file?.abort(), restore?.abort()])
      await close()
    }

    function ofOpen<Files>(these: Files | null): Files {
      if (!these) throw new PortError('section-locked')
      return these
    }

    function openSection(): SectionId {
      if (!section) throw new PortError('section-locked')
      return section
    }

    function underWay<Work>(work: Work | null): Work {
      if (!work) throw new PortError('cancelled')
      return work
    }

    /** Folders are about to change places: nothing may be open in them. */
    async function letGo(): Promise<void> {
      if (journal) throw new PortError('journal-locked')
      await closeEarly()
    }

    const handlers: Handlers<Host> = {
      listSections: async () => {
        await tidied
        return listSections(root)
      },
      createSection: async (stub, vault) => {
        // It is made under the name of a leftover.
        await tidied
        return createSection(root, stub, vault)
      },
      readVault: (id) => readVault(root, id),
      writeVault: (id, vault) => writeVault(root, id, vault),
      removeDemo: async (id) => {
        await removeDemo(root, id)
        await calendars.keep(id, null).catch(() => {})
      },
      keychainAvailable: () => keychain().available(),
      keychainSeal: (secret) => keychain().seal(secret),
      keychainOpen: (sealed) => keychain().open(sealed),
      journalOpen: async (id) => {
        await before
        await close()
        await readVault(root, id)
        const opened = (await takeEarly(id)) ?? (await openJournal(sectionFolder(root, id)))
        if (ended) {
          await opened.close()
          throw new PortError('cancelled')
        }
        journal = opened
        section = id
        points = pointFiles(sectionFolder(root, id))
        files = sectionFiles(join(sectionFolder(root, id), 'files'))
        recorded = recordOpened(root, id, Date.now()).catch(() => {})
        return journal.info()
      },
      journalClose: () => {
        leaveRelay()
        return close()
      },
      journalAppend: (batch) => open().append(batch),
      journalReadFrom: (offset, maxBytes) => open().readFrom(offset, maxBytes),
      journalReadAt: (offset) => open().readAt(offset),
      rewriteBegin: async () => {
        rewrite = await open().beginRewrite()
      },
      rewriteAppend: (batch) => running().append(batch),
      rewriteCommit: async () => {
        const finishing = running()
        rewrite = null
        return finishing.commit()
      },
      rewriteAbort: async () => {
        const ending = rewrite
        rewrite = null
        await ending?.abort()
      },
      fileBegin: async (token) => {
        await file?.abort()
        file = await beginFile(chosen.take(token))
      },
      fileAppend: (piece) => underWay(file).append(piece),
      fileCommit: () => underWay(file).commit(),
      fileAbort: () => file?.abort(),
      calendarKept: () => calendars.of(openSection()),
      calendarKeep: async (token, locale) => {
        const kept = { path: chosen.take(token), locale }
        await calendars.keep(openSection(), kept)
        return kept
      },
      calendarWrite: (some) => calendars.write(openSection(), some),
      calendarForget: () => calendars.keep(openSection(), null),
      restoreBegin: async (stub, vault) => {
        await tidied
        await restore?.abort()
        restore = await beginRestore(root, stub, vault)
      },
      restoreAppend: (some) => underWay(restore).append(some),
      restoreFile: (name, offset, some, last) => underWay(restore).file(name, offset, some, last),
      restoreCommit: async (replace, note) => {
        await letGo()
        await underWay(restore).commit(replace, note)
      },
      restoreAbort: () => restore?.abort(),
      pointsRead: () => ofOpen(points).read(),
      pointsWrite: async (list, generations) => ofOpen(points).write(list, generations, (await open().info()).generation),
      pointReadFrom: (generation, offset, maxBytes) => ofOpen(points).readFrom(generation, offset, maxBytes),
      pointsSizes: () => ofOpen(points).sizes(),
      listReplaced: async () => {
        await tidied
        return listReplaced(root)
      },
      replacedNote: (replaced) => replacedNote(root, replaced),
      removeReplaced: (replaced) => removeReplaced(root, replaced),
      bringBack: async (replaced) => {
        await letGo()
        await bringBack(root, replaced, Date.now())
      },
      sealedFiles: async () => [...(await ofOpen(files).list())],
      sealedFileSize: (name) => ofOpen(files).size(name),
      sealedFileWrite: (name, offset, some, last) => ofOpen(files).write(name, offset, some, last),
      sealedFileRead: (name, offset, length) => ofOpen(files).read(name, offset, length),
      sealedFilesRemove: (names) => ofOpen(files).remove(names),
      sealedFileVerify: (name) => ofOpen(files).verify(name),
      relayUse: async (address) => {
        leaveRelay()
        const word = relayWord
        if (address === null) return
        // Who has no relay has no code loaded that could reach one.
        const { openRelayNetwork } = await import('./relay-network')
        if (ended || word !== relayWord) throw new PortError('cancelled')
        relay = openRelayNetwork(address)
      },
      relayRequest: (request) => {
        if (!relay) throw new PortError('relay-unreachable', 'none in use')
        return relay.request(request as z.infer<typeof requestSchema>)
      },
      relaySend: (socket, some) => relay?.send(socket, some),
      relayTook: (socket) => relay?.took(socket),
    }
    const topics: TopicSources<HostTopics> = {
      relaySocket: (request, emit) => {
        const asked = socketSchema.safeParse(request)
        if (relay && asked.success) return relay.open(asked.data, emit)
        emit({ type: 'close', code: 1006, reason: '' })
        return () => {}
      },
    }
    rpcServer<Host, HostTopics>(port, checked(handlers), topics)
  }

  async function release(): Promise<void> {
    silenceCurrent()
    const closing = releaseCurrent
    releaseCurrent = async () => {}
    released = released.then(closing).catch(() => {})
    await released
  }

  async function closeEarly(): Promise<void> {
    const opened = await early
    early = Promise.resolve(null)
    await opened?.journal.close()
  }

  return {
    serve,
    release,
    async close() {
      await release()
      await closeEarly()
    },
  }
}

function checked(handlers: Handlers<Host>): Handlers<Host> {
  const entries = Object.entries(handlers) as [keyof Host, (...args: unknown[]) => unknown][]
  return Object.fromEntries(
    entries.map(([name, handler]) => [
      name,
      (...args: unknown[]) => {
        if (!callArguments[name].safeParse(args).success) throw new PortError('unexpected', `arguments of ${name}`)
        return handler(...args)
      },
    ]),
  ) as unknown as Handlers<Host>
}

async function openEarly(root: string): Promise<{ id: SectionId; journal: FileJournal } | null> {
  try {
    const [last] = await listSections(root)
    return last ? { id: last.id, journal: await openJournal(sectionFolder(root, last.id)) } : null
  } catch {
    // Whatever it is, `journalOpen` meets it again and can tell.
    return null
  }
}
