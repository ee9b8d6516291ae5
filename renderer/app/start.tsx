/** Builds the tree once settings are known: a few milliseconds of message passing that this module's own loading hides. */
import './styles'
import { createRoot } from 'react-dom/client'
import type { Settings } from '#core/ports/bridge'
import type { Engine } from '#engine/client'
import { App } from './App'
import { startWords } from './i18n'

export async function start(engine: Engine, settings: Promise<Settings>): Promise<void> {
  const first = await settings
  startWords(first.locale)
  document.documentElement.lang = first.locale
  createRoot(document.getElementById('root')!).render(<App engine={engine} firstSettings={first} />)
}
