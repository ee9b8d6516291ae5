/** Settings of this computer (language, appearance, columns…), kept by the main process and copied here while the window lives. */
import { createContext, use } from 'react'
import type { Settings } from '#core/ports/bridge'

export interface SettingsValue {
  settings: Settings
  change(change: Partial<Settings>): void
}

export const SettingsContext = createContext<SettingsValue | null>(null)

export function useSettings(): SettingsValue {
  const value = use(SettingsContext)
  if (!value) throw new Error('useSettings needs SettingsContext above it')
  return value
}

export function useLocale(): 'fr' | 'en' {
  return useSettings().settings.locale
}
