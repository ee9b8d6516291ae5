import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import type { MenuCommand } from '#core/ports/bridge'
import { menuTemplate } from './menu'

function items(locale: 'fr' | 'en', packaged = true, platform: NodeJS.Platform = 'linux') {
  const sent: MenuCommand[] = []
  const flat = menuTemplate({ locale, platform, packaged, send: (command) => sent.push(command) }).flatMap(
    ({ submenu }) => (submenu as MenuItemConstructorOptions[] | undefined) ?? [],
  )
  return { sent, flat }
}

describe('the native menu', () => {
  it('sends each command of the bridge once', () => {
    const { sent, flat } = items('fr')
    for (const { click } of flat) (click as (() => void) | undefined)?.()
    expect(sent.sort()).toEqual(['import', 'lock', 'new-person', 'palette', 'print', 'redo', 'settings', 'undo'])
  })

  it('says the same things in both languages, each in its own words', () => {
    const [french, english] = [items('fr').flat, items('en').flat]
    expect(french.map(({ role, accelerator }) => role ?? accelerator)).toEqual(english.map(({ role, accelerator }) => role ?? accelerator))
    for (const [at, { label }] of french.entries()) if (label) expect(label).not.toBe(english[at]!.label)
  })

  it('leaves the keys of undo and redo to the window', () => {
    const taken = items('fr').flat.filter(({ accelerator, registerAccelerator }) => accelerator?.endsWith('Z') && registerAccelerator !== false)
    expect(taken).toEqual([])
  })

  it('offers developer tools while developing only', () => {
    expect(items('fr', true).flat.some(({ role }) => role === 'toggleDevTools' || role === 'reload')).toBe(false)
    expect(items('fr', false).flat.some(({ role }) => role === 'toggleDevTools')).toBe(true)
  })
})
