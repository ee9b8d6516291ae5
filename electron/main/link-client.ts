/**
 * Makes the installed app the one that the system opens `permanence://` links with. macOS takes that from the bundle's
 * description and Linux from the desktop entry (tools/packaging); Windows has to be told, as no installer does it.
 * Invariant: only the packaged app on its usual profile registers itself: a copy that somebody tries must not take the links of
 * the one in use. The link stands behind `--`, so that nothing in it is ever read as a switch.
 */
import type { App } from 'electron'

export const linkScheme = 'permanence'

export function claimLinks(app: Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient'>, { platform, executable, ownProfile }: { platform: NodeJS.Platform; executable: string; ownProfile: boolean }): void {
  if (platform === 'win32' && app.isPackaged && !ownProfile) app.setAsDefaultProtocolClient(linkScheme, executable, ['--'])
}
