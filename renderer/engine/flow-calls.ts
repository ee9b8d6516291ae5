/** Calls that the first screen does not need: import, export, print, backup, communes, the demonstration. Loaded when first used. */
import { exportPeople } from '#core/csv/write'
import { mayContact } from '#core/domain/consent'
import { demoActions, demoSignUps } from '#core/domain/demo/actions'
import { demoSectors, inDemoSectors } from '#core/domain/demo/territory'
import { demoFollowUps } from '#core/domain/demo/follow-ups'
import { demoPeople, demoSectionName } from '#core/domain/demo/people'
import { homeZone } from '#core/domain/home-zone'
import { renderContactSheet } from '#core/print/contact-sheet'
import { printDetail } from '#core/print/print-detail'
import { newSheetCode } from '#core/print/sheet-code'
import { changesOfPrinted } from '#core/section/printed-sheet'
import type { Host } from '#core/ports/host'
import type { Handlers, RpcClient } from '#core/ports/rpc'
import type { ActionPaperCalls } from './action-paper-api'
import { actionPaperCalls } from './action-paper-calls'
import type { SignInCalls } from './agenda-api'
import type { EngineCalls } from './api'
import { backupCalls, type BackupCalls } from './backup-calls'
import { takeOutErased } from './erasure-upkeep'
import type { EntryCalls } from './entry-api'
import { entryCalls } from './entry-calls'
import { exportLedger, noteInHistory } from './export-ledger'
import { homePrint } from './home-print'
import { importCalls } from './import-calls'
import type { LabelCalls } from './label-api'
import { labelCalls } from './label-calls'
import { laidOut } from './laid-out'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'
import type { ProgressReports } from './progress'
import type { PictureOf } from './raster/raster-api'
import { communes, fonts } from './resources'
import { signInCalls } from './sign-in-calls'
import type { StandCalls } from './stand-api'
import { standCalls } from './stand-calls'
import type { StreetCalls } from './street-api'
import { streetCalls } from './street-calls'
import type { WalkCalls } from './walk-api'
import { walkCalls } from './walk-calls'

export type FlowCalls = BackupCalls & SignInCalls & ActionPaperCalls & EntryCalls & StandCalls & StreetCalls & WalkCalls & LabelCalls & Pick<
  EngineCalls,
  | 'communes' | 'importReady' | 'importOpen' | 'importConfigure' | 'importRows' | 'importApply' | 'importRejects' | 'importClose' | 'importProfiles'
  | 'meetingPage' | 'erasePeople' | 'exportPeople' | 'settleExport' | 'contactSheet' | 'logPrint'
>

/** People of the demonstration: enough to scroll, few enough to read. */
const demoCount = 400
const demoActionCount = 60
const demoSeed = 'permanence'

export function flowCalls(lifecycle: Lifecycle, progress: ProgressReports, host: RpcClient<Host>, pictureOf: PictureOf): Handlers<FlowCalls> & { fillDemo(section: OpenSection): Promise<void> } {
  const exports = exportLedger(lifecycle)
  return {
    ...importCalls(lifecycle, progress),
    ...backupCalls(lifecycle, progress, host),
    ...signInCalls(lifecycle, fonts),
    ...walkCalls(lifecycle, fonts),
    ...actionPaperCalls(lifecycle, fonts),
    ...labelCalls(lifecycle, progress, fonts),
    ...homePrint(lifecycle, fonts),
    ...entryCalls(lifecycle, progress, communes),
    ...standCalls(lifecycle, communes),
    ...streetCalls(lifecycle),
    communes: async (text) => (await communes()).search(text),
    async fillDemo(section) {
      const { commands, store } = section
      await commands.changeSettings('section.create', [['n', demoSectionName]])
      const today = new Date().toISOString().slice(0, 10)
      const sectors = demoSectors(demoSeed)
      const actions = inDemoSectors(demoActions(demoActionCount, demoSeed, today, homeZone(), store.device), sectors, today)
      const signUps = demoSignUps(actions, demoCount, demoSeed, today, Date.now())
      const people = demoPeople(demoCount, demoSeed, today).map(({ draft }) => draft)
      const followUps = demoFollowUps(people, signUps, actions, today)
      const created = people.map((draft, index) => ({ ...draft, ...(signUps.has(index) ? { signUps: signUps.get(index)! } : {}), ...(followUps.has(index) ? { followUps: followUps.get(index)! } : {}) }))
      await commands.importPeople({ created, edited: [], detail: `demo ${demoCount}` })
      await commands.createSectors(sectors)
      await commands.createActions(actions)
      const { fillDemoLibrary } = await import('./library/demo-library')
      await fillDemoLibrary(section, await fonts(), pictureOf, demoSeed, today)
    },
    erasePeople: ({ selection, reason }) =>
      progress.watch('erase', async (watch) => {
        const section = lifecycle.current()
        await section.store.loaded
        const receipt = await section.commands.erasePeople(selection, reason, watch)
        // They are erased, whatever the disk says to the rest: it is tried again at the next quiet moment.
        const cleaned = await takeOutErased(section, host, lifecycle.renewPageKey).catch(() => false)
        return { ...receipt, cleaned }
      }),
    exportPeople: ({ selection, options, locale }) =>
      progress.watch('export', async (watch) => {
        const section = lifecycle.current()
        await section.store.loaded
        const selected = section.store.people.select(selection)
        const { consent } = options
        const people = consent ? selected.filter((person) => mayContact(person, consent.purpose, consent.channel)) : selected
        const bytes = await exportPeople(people, options, locale, watch)
        return { id: exports.handOut(section, people.length, options.format), bytes, count: people.length, leftOut: selected.length - people.length }
      }),
    settleExport: ({ id, written }) => exports.settle(id, written),
    contactSheet: ({ selection, options, locale }) =>
      progress.watch('print', async (watch) => {
        const { store } = lifecycle.current()
        await store.loaded
        const input = {
          people: store.people.select(selection), leftOut: 0, options, sectionName: store.name(),
          code: newSheetCode(), locale, at: Date.now(),
          timeZone: homeZone(),
        }
        return renderContactSheet(input, await fonts(), watch)
      }),
    logPrint({ code, count, kind, way, copies, sheets, of }) {
      const section = lifecycle.current()
      const detail = printDetail(code, kind, sheets)
      const left = { way, ...(copies === undefined ? {} : { copies }) }
      // Paper of the library names nobody, and is everybody's to see.
      if (kind === 'asset' || kind === 'poster') return noteInHistory(section, 'print', count, detail, { ...of, ...left, scope: 'commons' })
      const action = of && 'action' in of ? of : undefined
      const sheet = action && laidOut(section.store, code)
      return noteInHistory(section, 'print', count, detail, { ...action, ...left }, sheet && changesOfPrinted(action.action, sheet))
    },
  }
}
