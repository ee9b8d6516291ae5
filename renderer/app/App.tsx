/** Providers, and the one decision above all screens: no section is open (welcome), or one is (shell). */
import { MantineProvider, useMantineColorScheme, type MantineColorSchemeManager } from '@mantine/core'
import i18next from 'i18next'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { EngineStatus } from '#engine/api'
import type { Engine } from '#engine/client'
import type { Settings } from '#core/ports/bridge'
import { createDrafts, DraftsContext } from '../ui/drafts'
import { EngineContext, StatusContext } from '../ui/engine'
import { whenIdle } from '../ui/when-idle'
import { SettingsContext } from '../ui/settings'
import { Opening } from './Opening'
import { Shell } from './Shell'
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

export function App({ engine, firstSettings }: { engine: Engine; firstSettings: Settings }) {
  const [status, setStatus] = useState<EngineStatus>({ phase: 'starting' })
  const [settings, setSettings] = useState(firstSettings)
  const [idle, setIdle] = useState(false)
  const drafts = useMemo(createDrafts, [])
  useEffect(() => whenIdle(() => setIdle(true)), [])
  // The page that asked for a passphrase stays while it is checked: a refusal is said there.
  const [asked, setAsked] = useState<Extract<EngineStatus, { phase: 'closed' }> | null>(null)
  const reading = status.phase === 'opening' && (status.progress > 0 || status.rebuilding)
  useEffect(
    () =>
      engine.subscribe('status', null, (next) => {
        setStatus(next)
        if (next.phase === 'closed') setAsked(next)
        else if (next.phase === 'open') setAsked(null)
      }),
    [engine],
  )
  useEffect(() => {
    // A window that is refused its quit (disk full) says why in its save banner: the answer is all the main process needs.
    window.permanence.onPrepareQuit(async () => {
      await drafts.commitAll()
      return engine.call('flush')
    })
  }, [engine, drafts])

  const settingsValue = useMemo(
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
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={noStorage}
      defaultColorScheme={firstSettings.colorScheme}
    >
      <ColorScheme scheme={settings.colorScheme} />
      <EngineContext value={engine}>
        <SettingsContext value={settingsValue}>
          <StatusContext value={status}>
            <DraftsContext value={drafts}>
              {status.phase === 'open' ? (
                <Shell key={status.section.id} />
              ) : asked && (status.phase === 'closed' || !reading) ? (
                <Suspense fallback={null}>
                  <Welcome status={asked} />
                </Suspense>
              ) : (
                status.phase !== 'closed' && <Opening status={status} />
              )}
              <Suspense fallback={null}>{idle && <Toasts />}</Suspense>
            </DraftsContext>
          </StatusContext>
        </SettingsContext>
      </EngineContext>
    </MantineProvider>
  )
}

function ColorScheme({ scheme }: { scheme: Settings['colorScheme'] }) {
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => setColorScheme(scheme), [scheme, setColorScheme])
  return null
}
