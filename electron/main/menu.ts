/**
 * The native menu. Its commands are carried out by the window: the menu only names them, so that the two never disagree.
 * Undo and redo show their keys without taking them: in a text field the same keys undo typing, and only the window knows.
 */
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand, Settings } from '#core/ports/bridge'
import { nativeWords } from './words'

export function menuTemplate(options: {
  locale: Settings['locale']
  platform: NodeJS.Platform
  packaged: boolean
  send: (command: MenuCommand) => void
}): MenuItemConstructorOptions[] {
  const words = nativeWords(options.locale)
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    registerAccelerator: name !== 'undo' && name !== 'redo',
    click: () => options.send(name),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  return [
    ...(options.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        command(words.newPerson, 'new-person', 'CmdOrCtrl+N'),
        command(words.import, 'import', 'CmdOrCtrl+I'),
        command(words.print, 'print', 'CmdOrCtrl+P'),
        separator,
        command(words.settings, 'settings', 'CmdOrCtrl+,'),
        command(words.lock, 'lock', 'CmdOrCtrl+L'),
        separator,
        { role: 'quit', label: words.quit, accelerator: 'CmdOrCtrl+Q' },
      ],
    },
    {
      label: words.edit,
      submenu: [
        command(words.undo, 'undo', 'CmdOrCtrl+Z'),
        command(words.redo, 'redo', options.platform === 'win32' ? 'Ctrl+Y' : 'CmdOrCtrl+Shift+Z'),
        separator,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        command(words.palette, 'palette', 'CmdOrCtrl+K'),
        separator,
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        { role: 'resetZoom', label: words.zoomReset },
        { role: 'togglefullscreen', label: words.fullScreen },
        ...(options.packaged ? [] : [separator, { role: 'reload', label: words.reload } as const, { role: 'toggleDevTools', label: words.devTools } as const]),
      ],
    },
  ]
}
