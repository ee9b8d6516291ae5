/**
 * The life of one import on screen, from a dropped file to its report or its undoing.
 * Invariants: one configuration is under way at a time and only the latest settings are asked next; an answer that comes
 * after the file was left changes nothing; stopping an import brings back its preview with "nothing was written".
 */
import type { ImportOptions, ImportSummary, NotATable } from '#core/csv/plan'
import { notATableReason } from '#core/csv/file-kind'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { Receipt } from '#engine/api'
import type { Engine } from '#engine/client'
import { optionsOf, profileOf } from './profiles'

/** Bytes; a file of 100,000 people with 20 columns has 22 million. */
const largest = 300_000_000

export interface Refusal {
  fileName: string
  code: ErrorCode
  reason: NotATable | null
}

/** A file that was read: what it would do, under which settings. */
export interface OpenFile {
  id: string
  summary: ImportSummary
  options: ImportOptions
  /** Name of the kept settings that applied by themselves. */
  profile: string | null
  /** Changes whenever rows must be asked again. */
  version: number
  /** The summary is not yet that of `options`. */
  updating: boolean
}

export type ImportState =
  | { phase: 'choose'; refusal: Refusal | null }
  | { phase: 'reading'; fileName: string }
  | { phase: 'open'; file: OpenFile; notice: 'stopped' | ErrorCode | null }
  | { phase: 'applying'; file: OpenFile }
  | { phase: 'done'; file: OpenFile; receipt: Receipt; undone: Receipt | null; undoing: boolean; notice: ErrorCode | null }

export interface ImportDesk {
  state(): ImportState
  subscribe(listener: () => void): () => void
  open(file: File): Promise<void>
  /** Leaves the file and waits for another one. */
  leave(): void
  configure(change: Partial<ImportOptions>): void
  keepProfile(name: string): Promise<boolean>
  apply(): Promise<void>
  /** Cancels what `apply` started. */
  stop(): void
  undo(): Promise<void>
  /** Ends everything: nothing is called back afterwards. */
  close(): void
}

export function importDesk(engine: Pick<Engine, 'call'>): ImportDesk {
  let state: ImportState = { phase: 'choose', refusal: null }
  const listeners = new Set<() => void>()
  /** Grows when a file is left: answers for an older one are dropped. */
  let age = 0
  let content: Blob | null = null
  let version = 0
  let configuring = false
  let stopping = false

  function show(next: ImportState) {
    state = next
    for (const listener of listeners) listener()
  }
  const current = (): OpenFile | null => ('file' in state ? state.file : null)
  const closeOnEngine = (id: string) => void engine.call('importClose', { id }).catch(() => undefined)

  async function read(fileName: string, bytes: Blob, mine: number): Promise<OpenFile | null> {
    const session = await engine.call('importOpen', { content: bytes, fileName })
    if (mine !== age) {
      closeOnEngine(session.id)
      return null
    }
    const options = session.profile ? await optionsOfProfile(session.profile) : {}
    return { id: session.id, summary: session.summary, options, profile: session.profile ?? null, version: ++version, updating: false }
  }

  /** The settings that the engine applied by itself, so that the screen shows them and changes start from them. */
  async function optionsOfProfile(name: string): Promise<ImportOptions> {
    const profiles = await engine.call('importProfiles').catch(() => [])
    const profile = profiles.find((known) => known.name === name)
    return profile ? optionsOf(profile) : {}
  }

  async function settle() {
    if (configuring) return
    configuring = true
    for (let file = current(); state.phase === 'open' && file?.updating; file = current()) {
      const { id, options } = file
      const mine = age
      const answer = await engine.call('importConfigure', { id, options }).catch((error: unknown) => errorCode(error))
      const now = current()
      if (mine !== age || !now || state.phase !== 'open') continue
      if (typeof answer === 'string') show({ phase: 'open', file: { ...now, updating: now.options !== options }, notice: answer })
      else if (now.options === options) show({ phase: 'open', file: { ...now, summary: answer.summary, version: ++version, updating: false }, notice: null })
    }
    configuring = false
  }

  /** After a stop the engine has dropped the session: the preview comes back from the bytes, under the same settings. */
  async function reopen(before: OpenFile) {
    const mine = ++age
    if (!content) return
    try {
      const file = await read(before.summary.fileName, content, mine)
      if (!file) return
      const session = await engine.call('importConfigure', { id: file.id, options: before.options })
      if (mine !== age) return closeOnEngine(file.id)
      show({ phase: 'open', file: { ...file, summary: session.summary, options: before.options, profile: before.profile }, notice: 'stopped' })
    } catch (error) {
      if (mine === age) show({ phase: 'choose', refusal: { fileName: before.summary.fileName, code: errorCode(error), reason: null } })
    }
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async open(chosen) {
      const mine = ++age
      show({ phase: 'reading', fileName: chosen.name })
      try {
        if (chosen.size > largest) return show({ phase: 'choose', refusal: { fileName: chosen.name, code: 'file-too-large', reason: null } })
        // Read once: the file may change, or its stick be pulled out, while someone looks at the preview. A blob is handed over without copying.
        const bytes = new Blob([await chosen.arrayBuffer()])
        const opened = await read(chosen.name, bytes, mine)
        if (!opened) return
        if (mine !== age) return closeOnEngine(opened.id)
        content = bytes
        show({ phase: 'open', file: opened, notice: null })
      } catch (error) {
        if (mine === age) show({ phase: 'choose', refusal: { fileName: chosen.name, code: errorCode(error), reason: notATableReason(error) } })
      }
    },
    leave() {
      age++
      const file = current()
      if (file) closeOnEngine(file.id)
      // A file that is still being read has no id to be closed by.
      else if (state.phase === 'reading') void engine.call('cancel', 'import').catch(() => undefined)
      content = null
      show({ phase: 'choose', refusal: null })
    },
    configure(change) {
      const file = current()
      if (!file || state.phase !== 'open') return
      const shape = 'separator' in change || 'headerLine' in change || 'sheet' in change
      const reread = shape || 'encoding' in change || 'mapping' in change
      // Other columns: a mapping by position would fill the wrong fields. Other values: what was agreed to was not these.
      const options = { ...file.options, ...(shape && { mapping: undefined }), ...(reread && { acceptMajorChange: undefined }), ...change }
      show({ phase: 'open', file: { ...file, options, profile: shape || change.mapping === undefined && 'mapping' in change ? null : file.profile, updating: true }, notice: null })
      void settle()
    },
    async keepProfile(name) {
      const file = current()
      if (!file) return false
      const profile = profileOf(name, file.summary, file.options)
      return engine.call('execute', { type: 'import.profile', profile }).then(() => true, () => false)
    },
    async apply() {
      if (state.phase !== 'open' || state.file.updating) return
      const { file } = state
      const mine = age
      stopping = false
      show({ phase: 'applying', file })
      try {
        const receipt = await engine.call('importApply', { id: file.id })
        if (mine === age) show({ phase: 'done', file, receipt, undone: null, undoing: false, notice: null })
      } catch (error) {
        if (mine !== age) return
        if (stopping || errorCode(error) === 'cancelled') await reopen(file)
        else show({ phase: 'open', file, notice: errorCode(error) })
      }
    },
    stop() {
      if (state.phase !== 'applying' || stopping) return
      stopping = true
      closeOnEngine(state.file.id)
    },
    async undo() {
      if (state.phase !== 'done' || state.undone || state.undoing) return
      const done = state
      show({ ...done, undoing: true, notice: null })
      const answer = await engine.call('undoEntry', done.receipt.history).catch((error: unknown) => errorCode(error))
      if (typeof answer === 'string') show({ ...done, undoing: false, notice: answer })
      else show({ ...done, undoing: false, undone: answer })
    },
    close() {
      age++
      const file = current()
      if (file) closeOnEngine(file.id)
      listeners.clear()
      content = null
    },
  }
}
