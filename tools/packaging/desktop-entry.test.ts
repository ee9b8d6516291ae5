import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../build'
import { desktopEntry, desktopFile } from './desktop-entry'

describe('the desktop entry of the packaged app', () => {
  it('opens invitations with it, as a word that is never a switch', () => {
    expect(desktopEntry.startsWith('[Desktop Entry]\n')).toBe(true)
    expect(desktopEntry.split('\n')).toEqual(expect.arrayContaining(['MimeType=x-scheme-handler/permanence;', 'Exec=permanence -- %u']))
  })

  it('is the one that the window belongs to', () => {
    expect((JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { desktopName: string }).desktopName).toBe(desktopFile)
  })
})
