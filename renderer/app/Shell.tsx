/** The open section: places on the left, state and undo above, the place in the middle. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MenuCommand } from '#core/ports/bridge'
import { useSayError } from '../ui/commands'
import { useDrafts } from '../ui/drafts'
import { useEngine, useOpenStatus, useStable, useTopic } from '../ui/engine'
import { Failure } from '../ui/Failure'
import type { GivenInvitation } from '../ui/given-invitation'
import { goTo, useRoute } from '../ui/route'
import { isVolunteer, sheetDue, standsAlone } from '../ui/sharing'
import { useSettings } from '../ui/settings'
import { useStand } from '../ui/stand'
import { showToast } from '../ui/toast'
import { PeoplePlace } from '../places/people/PeoplePlace'
import { PeopleViewProvider, usePeopleView } from '../places/people/view'
import { Navigation } from './Navigation'
import { whenIdle } from '../ui/when-idle'
import { lockWhenIdle } from './lock'
import { useJoinRequests } from './join-requests'
import { globalKey } from './keys'
import { TopBar } from './TopBar'
import classes from './Shell.module.css'

const loadPalette = () => import('./Palette')
const AgendaPlace = lazy(() => import('../places/agenda/AgendaPlace'))
const PrintPlace = lazy(() => import('../places/print/PrintPlace'))
const LibraryPlace = lazy(() => import('../places/library/LibraryPlace'))
const ComposeScreen = lazy(() => import('../places/print/compose/ComposeScreen'))
const HomePlace = lazy(() => import('../places/home/HomePlace'))
const History = lazy(() => import('../places/history/History'))
const SectionPlace = lazy(() => import('../places/section/SectionPlace'))
const NotForVolunteers = lazy(() => import('./NotForVolunteers'))
const Palette = lazy(loadPalette)
const Shortcuts = lazy(() => import('./Shortcuts'))
const Banners = lazy(() => import('./Banners'))
const EntryDialog = lazy(() => import('../places/agenda/entry/EntryDialog'))
const InvitedDialog = lazy(() => import('./InvitedDialog'))

export function Shell({ given }: { given: GivenInvitation }) {
  return (
    <PeopleViewProvider>
      <OpenSection given={given} />
    </PeopleViewProvider>
  )
}

export type ShellCommand = MenuCommand | 'shortcuts' | 'export' | 'erase' | 'paper-entry' | 'stand' | 'pause-sharing' | 'resume-sharing' | 'retry-sharing'

function OpenSection({ given }: { given: GivenInvitation }) {
  const { t } = useTranslation('app')
  const engine = useEngine()
  const status = useOpenStatus()
  const drafts = useDrafts()
  const route = useRoute()
  const view = usePeopleView()
  const { settings } = useSettings()
  const sayError = useSayError()
  const stand = useStand()
  const [shown, setShown] = useState<'palette' | 'shortcuts' | 'paper-entry' | null>(null)
  const [keying, setKeying] = useState<string | null>(null)
  const main = useRef<HTMLElement>(null)
  const sharing = useTopic('sharing', null)
  const asking = useJoinRequests()
  const volunteer = isVolunteer(sharing)

  const run = useStable(async (command: ShellCommand) => {
    switch (command) {
      case 'lock':
        // Without a passphrase nothing could open it again: locking would be deleting.
        if (status.section.ephemeral) return showToast({ message: t('demo.cannotLock'), closeLabel: t('close') })
        await drafts.commitAll()
        return engine.call('lock').catch(sayError)
      case 'undo':
      case 'redo':
        await drafts.commitAll()
        return engine.call(command).catch(sayError)
      case 'palette':
      case 'shortcuts':
        return setShown(command)
      case 'paper-entry':
        return volunteer ? undefined : setShown(command)
      case 'stand':
        return volunteer ? undefined : stand()
      case 'new-person':
        await drafts.commitAll()
        return goTo(volunteer ? { place: 'people' } : { place: 'people', person: 'new' })
      case 'import':
      case 'print':
      case 'export':
        goTo({ place: 'people' })
        return volunteer ? undefined : view.open({ kind: command })
      case 'pause-sharing':
      case 'resume-sharing':
        return engine.call('pauseSharing', command === 'pause-sharing').catch(sayError)
      case 'retry-sharing':
        return engine.call('retrySharing').catch(sayError)
      case 'erase': {
        if (volunteer) return undefined
        const id = route.place === 'people' && route.person !== 'new' ? route.person : undefined
        if (route.place !== 'people') goTo({ place: 'people' })
        return view.open({ kind: 'erase', ...(id ? { id } : {}) })
      }
      case 'settings':
        return goTo({ place: 'section' })
    }
  })

  useEffect(() => {
    window.permanence.onMenu(run)
    return () => window.permanence.onMenu(() => {})
  }, [run])
  // Letters typed right after Ctrl+K must find the palette there.
  useEffect(() => whenIdle(loadPalette), [])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = globalKey(event)
      if (!command) return
      event.preventDefault()
      void run(command)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [run])
  // Not loaded at a start that has nothing to say; then they stay, with what they opened.
  const alarmed = useRef(false)
  alarmed.current ||= status.save.state === 'failing' || status.section.ephemeral || status.quarantined > 0
  alarmed.current ||= sharing?.state === 'shared' && (standsAlone(sharing) || sheetDue(sharing) !== null || sharing.receiving !== undefined || sharing.held !== undefined)
  const idleMinutes = status.section.ephemeral ? 0 : settings.lockAfterMinutes
  useEffect(() => lockWhenIdle(idleMinutes, () => void run('lock')), [idleMinutes, run])

  return (
    <div className={classes.shell}>
      <a
        className={classes.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {t('nav.skip')}
      </a>
      <Navigation route={route} status={status} volunteer={volunteer} asking={asking} run={run} />
      <TopBar status={status} run={run} />
      <main ref={main} id="main" tabIndex={-1} className={classes.main}>
        <Suspense fallback={null}>{alarmed.current && <Banners status={status} sharing={sharing} />}</Suspense>
        <div className={classes.place}>
          <Failure key={route.place}>
            {route.place === 'people' && !volunteer ? (
              // A volunteer's section must not first offer to import a file.
              (sharing || status.people > 0) && <PeoplePlace />
            ) : (
              <Suspense fallback={null}>
                {route.place === 'section' ? <SectionPlace part={route.part} run={run} /> : route.place === 'agenda' ? <AgendaPlace /> : route.place === 'library' ? <LibraryPlace route={route} /> : route.place === 'print' ? route.compose !== undefined ? <ComposeScreen template={route.compose} {...(route.action ? { action: route.action, on: route.on ?? '' } : {})} /> : <PrintPlace route={route} volunteer={volunteer} /> : route.place === 'home' ? <HomePlace onAsk={view.ask} onKeySheet={setKeying} /> : volunteer ? <NotForVolunteers place={route.place} /> : <History />}
              </Suspense>
            )}
          </Failure>
        </div>
      </main>
      <Suspense fallback={null}>
        {shown === 'palette' && <Palette sharing={sharing} run={run} onClose={() => setShown(null)} />}
        {shown === 'shortcuts' && <Shortcuts onClose={() => setShown(null)} />}
        {shown === 'paper-entry' && <EntryDialog onClose={() => setShown(null)} />}
        {keying && <EntryDialog code={keying} onClose={() => setKeying(null)} />}
        {given.link && <InvitedDialog key={given.link} link={given.link} onClose={given.forget} />}
      </Suspense>
    </div>
  )
}
