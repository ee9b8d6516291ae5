/**
 * Exports between the moment when their content leaves the engine and the moment when their fate is known.
 * Invariant: a file that was written is in the history, and one that was given up is not. The entry is made after the write
 * and before the person is told: made earlier, it would claim a file that nobody saved; made later, someone who saw "saved"
 * could quit first. Where the fate can't be heard any more (the section is locked or left under the save dialog), the
 * entry is made all the same: a history that says too much is checked by a person, one that says too little hides a file.
 */
import type { HistoryChanges, HistoryLabel } from '#core/section/history'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'

interface Handed {
  section: OpenSection
  count: number
  format: string
}

export interface ExportLedger {
  /** Keeps in mind that a content was handed to the window. */
  handOut(section: OpenSection, count: number, format: string): string
  /** Whether the history holds on disk what it should; see `noteInHistory`. */
  settle(id: string, written: boolean): Promise<boolean>
}

export function exportLedger(lifecycle: Pick<Lifecycle, 'beforeLeaving'>): ExportLedger {
  const handed = new Map<string, Handed>()
  let last = 0
  lifecycle.beforeLeaving((section) => {
    for (const [id, file] of handed) {
      if (file.section !== section) continue
      handed.delete(id)
      // Leaving waits for it, as for any command that was sent before.
      section.commands.record('export', file.count, file.format).catch(() => {})
    }
  })
  return {
    handOut(section, count, format) {
      const id = `export-${++last}`
      handed.set(id, { section, count, format })
      return id
    },
    async settle(id, written) {
      const file = handed.get(id)
      handed.delete(id)
      // Not there any more: the section was left meanwhile, and the entry made then.
      return file && written ? noteInHistory(file.section, 'export', file.count, file.format) : true
    },
  }
}

/**
 * Notes what left the sealed base. Answers false when the disk refuses the entry: it waits in memory and is tried again like
 * an edit, and whoever saved to another disk is not kept waiting for it.
 */
export function noteInHistory({ commands, store }: OpenSection, kind: 'export' | 'print' | 'backup', count: number, detail: string, of?: Pick<HistoryLabel, 'action' | 'on' | 'asset' | 'scope' | 'copies' | 'way'>, changes?: HistoryChanges): Promise<boolean> {
  const noted = commands.record(kind, count, detail, of, changes).then(() => true)
  return Promise.race([noted, commands.whenQuiet(async () => {}).then(() => store.log.settle())])
}
