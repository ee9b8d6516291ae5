/** Providers, and the one decision above all screens: which of them is shown. */
import { MantineProvider, useMantineColorScheme, type MantineColorSchemeManager } from '@mantine/core'
import i18next from 'i18next'
import { lazy, startTransition, Suspense, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { EngineStatus } from '#engine/api'
import type { Engine } from '#engine/client'
import type { Settings } from '#core/ports/bridge'
import { createDrafts, DraftsContext } from '../ui/drafts'
import { EngineContext, StatusContext, useEngine } from '../ui/engine'
import { useGivenInvitation } from '../ui/given-invitation'
import { whenIdle } from '../ui/when-idle'
import { SettingsContext } from '../ui/settings'
import { leaveSection } from '../ui/while-open'
import { Opening } from './Opening'
import { Shell } from './Shell'
import { StandKeeper, type Standing } from './StandKeeper'
import { cssVariables, theme } from './theme'

const Welcome = lazy(() => import('../places/welcome/Welcome'))
const Toasts = lazy(() => import('./Toasts'))

/** The colour scheme lives with the other settings, so that a second store can't disagree with them. */
const noStorage: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
}

/** Without state of its own: whatever renders the provider anew renders every component of the library anew. */
export function App({ engine, firstSettings }: { engine: Engine; firstSettings: Settings }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={noStorage}
      defaultColorScheme={firstSettings.colorScheme}
    >
      <EngineContext value={engine}>
        <SettingsKeeper first={firstSettings}>
          <Screens />
        </SettingsKeeper>
      </EngineContext>
    </MantineProvider>
  )
}

/** The settings as they are now: to the screens at once, to the main process to be kept. */
function SettingsKeeper({ first, children }: { first: Settings; children: ReactNode }) {
  const [settings, setSettings] = useState(first)
  const value = useMemo(
    () => ({
      settings,
      change: (change: Partial<Settings>) => {
        setSettings((now) => ({ ...now, ...change }))
        void window.permanence.saveSettings(change)
        if (change.locale) {
          document.documentElement.lang = change.locale
          void i18next.changeLanguage(change.locale)
        }
      },
    }),
    [settings],
  )
  return (
    <SettingsContext value={value}>
      <ColorScheme scheme={settings.colorScheme} />
      {children}
    </SettingsContext>
  )
}

function ColorScheme({ scheme }: { scheme: Settings['colorScheme'] }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    // The function is another one at each render, and each call has the whole page styled anew.
    if (scheme !== colorScheme) setColorScheme(scheme)
  }, [scheme, colorScheme, setColorScheme])
  return null
}

/** No section is open (welcome), one is being read (opening), or one is open (shell). */
function Screens() {
  const engine = useEngine()
  const [status, setStatus] = useState<EngineStatus>({ phase: 'starting' })
  const [idle, setIdle] = useState(false)
  const drafts = useMemo(createDrafts, [])
  const given = useGivenInvitation()
  const [standing, setStanding] = useState<Standing | null>(null)
  useEffect(() => whenIdle(() => setIdle(true)), [])
  // The page that asked for a passphrase stays while it is checked: a refusal is said there.
  const [asked, setAsked] = useState<Extract<EngineStatus, { phase: 'closed' }> | null>(null)
  const phase = useRef<EngineStatus['phase']>('starting')
  const stands = status.phase === 'open' && standing?.section === status.section.id
  const reading = status.phase === 'opening' && (status.progress > 0 || status.rebuilding)
  useEffect(
    () =>
      engine.subscribe('status', null, (next) => {
        const show = () => {
          setStatus(next)
          if (next.phase === 'closed') setAsked(next)
          else if (next.phase === 'open') setAsked(null)
        }
        // Another page is made in slices, so that it holds up no key; what changes on a page is shown at once.
        if (phase.current === next.phase) show()
        else startTransition(show)
        phase.current = next.phase
      }),
    [engine],
  )
  const open = status.phase === 'open' ? status.section.id : null
  useEffect(() => (open === null ? undefined : leaveSection), [open])
  useEffect(() => {
    // A window that is refused its quit (disk full) says why in its save banner: the answer is all the main process needs.
    window.permanence.onPrepareQuit(async () => {
      await drafts.commitAll()
      return engine.call('flush')
    })
  }, [engine, drafts])

  return (
    <StatusContext value={status}>
      <DraftsContext value={drafts}>
        {status.phase === 'open' ? (
          <StandKeeper key={status.section.id} section={status.section.id} standing={standing} onStanding={setStanding}>
            <Shell given={given} />
          </StandKeeper>
        ) : asked && (status.phase === 'closed' || !reading) ? (
          <Suspense fallback={null}>
            <Welcome status={asked} given={given} />
          </Suspense>
        ) : (
          status.phase !== 'closed' && <Opening status={status} />
        )}
        <Suspense fallback={null}>{idle && !stands && <Toasts />}</Suspense>
      </DraftsContext>
    </StatusContext>
  )
}
