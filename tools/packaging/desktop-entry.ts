/**
 * The desktop entry that goes with the packaged app on Linux (Desktop Entry Specification 1.5): by it the desktop knows the
 * app, and opens `permanence://` links with it. The link stands behind `--`, so that nothing in it is ever read as a switch.
 */
import { linkScheme } from '../../electron/main/link-client'

/** The entry's file, named in package.json too (`desktopName`), so that the desktop puts the window with it. */
export const desktopFile = 'permanence.desktop'

/** Calls the app by its name: whoever puts the entry in place puts the app on the path, or writes where it is. */
export const desktopEntry = [
  '[Desktop Entry]',
  'Type=Application',
  'Name=Permanence',
  'Comment=Local-section organizer, offline first',
  'Comment[fr]=Organisation d’une section locale, d’abord hors ligne',
  'Exec=permanence -- %u',
  'Terminal=false',
  'Categories=Office;',
  `MimeType=x-scheme-handler/${linkScheme};`,
  'StartupWMClass=permanence',
  '',
].join('\n')
