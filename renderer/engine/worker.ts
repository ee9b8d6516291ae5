/**
 * The section engine: one worker that holds the keys and the people of the open section.
 * It answers the window over its own channel, and asks the main process (files, journal, keychain) over a port that the
 * window hands it, so that neither waits for the window's thread.
 */
import type { Host, HostTopics } from '#core/ports/host'
import { rpcClient, rpcServer, webPort, type Handlers, type RpcPort } from '#core/ports/rpc'
import type { AgendaCalls, SignInCalls } from './agenda-api'
import type { CallCalls } from './call-api'
import type { EntryCalls } from './entry-api'
import { agendaTopics } from './agenda-topics'
import type { EngineCalls, EngineTopics } from './api'
import type { FlowCalls } from './flow-calls'
import { calendarKeeping } from './calendar-keeping'
import type { ComposingCalls } from './composing/composing-api'
import type { ImposingCalls } from './imposing/imposing-api'
import { lazyCalls, once } from './lazy-calls'
import type { LibraryCalls } from './library/library-api'
import { libraryTopics } from './library/library-topics'
import { createLifecycle } from './lifecycle'
import { peopleCalls, peopleTopics } from './people-calls'
import { createProgress } from './progress'
import type { PictureOf } from './raster/raster-api'
import { createSharing } from './sharing-calls'
import type { TerritoryCalls } from './territory-api'

/** A port that can be used before it arrives. */
function portToCome(): RpcPort & { arrive(port: MessagePort): void } {
  let arrived: RpcPort | undefined
  const posts: unknown[] = []
  const listeners: ((message: unknown) => void)[] = []
  return {
    post: (message) => (arrived ? arrived.post(message) : void posts.push(message)),
    listen: (listener) => (arrived ? arrived.listen(listener) : void listeners.push(listener)),
    arrive(port) {
      arrived = webPort(port)
      for (const listener of listeners) arrived.listen(listener)
      for (const message of posts) arrived.post(message)
    },
  }
}

const hostPort = portToCome()
/** Of this app: it comes with the port. */
let version = ''
self.addEventListener('message', (event: MessageEvent) => {
  const data = event.data as { host?: boolean; version?: string } | null
  if (!data?.host || !event.ports[0]) return
  version = data.version ?? ''
  hostPort.arrive(event.ports[0])
})

const host = rpcClient<Host, HostTopics>(hostPort)
const lifecycle = createLifecycle(host)
const sharing = createSharing(lifecycle, host, () => version)
const progress = createProgress()
const calendars = calendarKeeping(lifecycle, host)
const people = peopleCalls(lifecycle, progress)
// What is not needed to show the first people is loaded when first asked for.
// One for all that is drawn and decoded: it is the memory of a poster, and a worker of its own besides.
const rasteriser = once(async () => (await import('./raster/rasteriser')).startRasteriser())
const pictureOf: PictureOf = async (request) => (await rasteriser()).picture(request)
const flows = once(() => import('./flow-calls').then(({ flowCalls }) => flowCalls(lifecycle, progress, host, pictureOf)))
const lazily = lazyCalls<FlowCalls>(flows)
const ofAgenda = lazyCalls<Omit<AgendaCalls, keyof SignInCalls | keyof EntryCalls | keyof CallCalls>>(once(() => import('./agenda-calls').then(({ agendaCalls }) => agendaCalls(lifecycle))))
const ofCalls = lazyCalls<CallCalls>(once(() => import('./call-calls').then(({ callCalls }) => callCalls(lifecycle))))
const ofTerritory = lazyCalls<TerritoryCalls>(once(async () => (await import('./territory-calls')).territoryCalls(lifecycle, (await import('./resources')).fonts)))

const ofLibrary = lazyCalls<LibraryCalls>(once(() => import('./library/library-calls').then(({ libraryCalls }) => libraryCalls(lifecycle))))
const ofComposing = lazyCalls<ComposingCalls>(
  once(async () => (await import('./composing/composing-calls')).composingCalls(lifecycle, (await import('./resources')).fonts, await rasteriser())),
)

const ofImposing = lazyCalls<ImposingCalls>(
  once(async () => {
    const [{ imposingCalls }, { fonts }, raster] = await Promise.all([import('./imposing/imposing-calls'), import('./resources'), rasteriser()])
    return imposingCalls(lifecycle, progress, fonts, raster)
  }),
)

const handlers: Handlers<EngineCalls> = {
  ...people,
  ...calendars.calls,
  // The app ends: what others subscribe to says what was said last.
  flush: async () => {
    const saved = await people.flush()
    await calendars.flush()
    return saved
  },
  ...sharing.calls,
  home: async (request) => (await import('./home-calls')).homeCalls(lifecycle).home(request),
  createSection: lifecycle.create,
  createDemo: async () => lifecycle.createDemo((await flows()).fillDemo),
  openSection: lifecycle.open,
  lock: lifecycle.lock,
  closeSection: lifecycle.close,
  changePassphrase: lifecycle.changePassphrase,
  setKeychain: lifecycle.setKeychain,
  keychainAvailable: () => host.call('keychainAvailable'),
  protectDemo: lifecycle.protectDemo,
  cancel: progress.cancel,
  agenda: ofAgenda('agenda'),
  proposals: ofAgenda('proposals'),
  comers: ofAgenda('comers'),
  editSeries: ofAgenda('editSeries'),
  suggestions: ofAgenda('suggestions'),
  participations: ofAgenda('participations'),
  coverage: ofAgenda('coverage'),
  votes: ofAgenda('votes'),
  calendarFile: ofAgenda('calendarFile'),
  calendarOpen: ofAgenda('calendarOpen'),
  calendarZone: ofAgenda('calendarZone'),
  calendarRows: ofAgenda('calendarRows'),
  calendarApply: ofAgenda('calendarApply'),
  calendarClose: ofAgenda('calendarClose'),
  calendarContents: ofAgenda('calendarContents'),
  calendarSaved: ofAgenda('calendarSaved'),
  sectors: ofTerritory('sectors'),
  sectorCoverage: ofTerritory('sectorCoverage'),
  coverageTimes: ofTerritory('coverageTimes'),
  coverageSheet: ofTerritory('coverageSheet'),
  library: ofLibrary('library'),
  inspectFile: ofLibrary('inspectFile'),
  restoreFile: ofLibrary('restoreFile'),
  addAssets: ofLibrary('addAssets'),
  addVersion: ofLibrary('addVersion'),
  assetContent: ofLibrary('assetContent'),
  assetPictures: ofLibrary('assetPictures'),
  fetchAsset: ofLibrary('fetchAsset'),
  pinAsset: ofLibrary('pinAsset'),
  fetchAllFiles: ofLibrary('fetchAllFiles'),
  lackingFiles: ofLibrary('lackingFiles'),
  setLibraryRoom: ofLibrary('setLibraryRoom'),
  kitFile: ofLibrary('kitFile'),
  presets: ofLibrary('presets'),
  pictureOf,
  compose: ofComposing('compose'),
  lookAtComposed: ofComposing('lookAtComposed'),
  givePicture: ofComposing('givePicture'),
  slotsFor: ofComposing('slotsFor'),
  sectionBrand: ofComposing('sectionBrand'),
  keepPaper: ofComposing('keepPaper'),
  closeComposing: ofComposing('closeComposing'),
  looseFile: ofImposing('looseFile'),
  printable: ofImposing('printable'),
  impose: ofImposing('impose'),
  legalLook: ofImposing('legalLook'),
  closePrintable: ofImposing('closePrintable'),
  printsOf: ofImposing('printsOf'),
  reminders: ofCalls('reminders'),
  suggestedCalls: ofCalls('suggestedCalls'),
  sayCall: ofCalls('sayCall'),
  afterwards: ofCalls('afterwards'),
  planAfterwards: ofCalls('planAfterwards'),
  followed: ofCalls('followed'),
  communes: lazily('communes'),
  importReady: lazily('importReady'),
  importOpen: lazily('importOpen'),
  importConfigure: lazily('importConfigure'),
  importRows: lazily('importRows'),
  importApply: lazily('importApply'),
  importRejects: lazily('importRejects'),
  importClose: lazily('importClose'),
  importProfiles: lazily('importProfiles'),
  erasePeople: lazily('erasePeople'),
  exportPeople: lazily('exportPeople'),
  settleExport: lazily('settleExport'),
  backUp: lazily('backUp'),
  backupOpen: lazily('backupOpen'),
  backupRestore: lazily('backupRestore'),
  backupClose: lazily('backupClose'),
  points: lazily('points'),
  pointChanges: lazily('pointChanges'),
  returnToPoint: lazily('returnToPoint'),
  bringBack: lazily('bringBack'),
  contactSheet: lazily('contactSheet'),
  labels: lazily('labels'),
  calibrationPage: lazily('calibrationPage'),
  signInSheet: lazily('signInSheet'),
  walkSheet: lazily('walkSheet'),
  stallSlips: lazily('stallSlips'),
  actionBrief: lazily('actionBrief'),
  reminderList: lazily('reminderList'),
  meetingPage: lazily('meetingPage'),
  signInNotice: lazily('signInNotice'),
  logPrint: lazily('logPrint'),
  entrySheet: lazily('entrySheet'),
  entryCodes: lazily('entryCodes'),
  entryLine: lazily('entryLine'),
  entrySign: lazily('entrySign'),
  sheetLost: lazily('sheetLost'),
  entryUndo: lazily('entryUndo'),
  peopleStreets: lazily('peopleStreets'),
  peopleInStreets: lazily('peopleInStreets'),
  standBegin: lazily('standBegin'),
  standLine: lazily('standLine'),
  standUndo: lazily('standUndo'),
  standLeave: lazily('standLeave'),
}

rpcServer<EngineCalls, EngineTopics>(webPort(self as unknown as Worker), handlers, {
  ...peopleTopics(lifecycle),
  ...agendaTopics(lifecycle),
  ...libraryTopics(lifecycle),
  ...sharing.topics,
  ...calendars.topics,
  status: (_request, emit) => {
    let last = ''
    return lifecycle.statusChanges.listen(() => {
      const status = lifecycle.status()
      const words = JSON.stringify(status)
      // Reading pages tells of progress that an open section's status does not show.
      if (words !== last) emit(status)
      last = words
    })
  },
  progress: (_request, emit) => progress.listen(emit),
})

void lifecycle.start()
