import { describe, expect, it } from 'vitest'
import { cupsDefault, readDefault, readPrinters } from './printers'
import type { ProgramAnswer } from './run-program'

/** As Electron 33.2.1 gave it for a queue of CUPS 2.4.2. */
const office = {
  name: 'Papier', displayName: 'Papier', description: 'Copieur du local', status: 3, isDefault: true,
  options: { 'printer-is-accepting-jobs': 'true', 'printer-location': 'Salle de réunion', 'printer-state': '3', 'printer-state-reasons': 'none', 'printer-type': '143452' },
}
const cups = (options: Record<string, string>, type = '12380') => readPrinters([{ ...office, options: { ...office.options, 'printer-type': type, ...options } }], 'linux', '')[0]!

describe('a printer of CUPS', () => {
  it('is called as people call it, with where it stands and what it can do', () => {
    expect(readPrinters([office], 'linux', '')).toEqual([
      { name: 'Papier', label: 'Copieur du local', location: 'Salle de réunion', state: 'ready', isDefault: true, can: { bothSides: true, colour: true, a3: true } },
    ])
    expect(cups({}, '4100').can).toEqual({ bothSides: false, colour: false, a3: false })
  })

  it('is called by its own name when nobody gave it another', () => {
    expect(readPrinters([{ ...office, displayName: '', description: '' }], 'linux', '')[0]!.label).toBe('Papier')
  })

  it.each([
    [{ 'printer-state': '4' }, 'busy'],
    [{ 'printer-state': '5', 'printer-state-reasons': 'paused' }, 'stopped'],
    [{ 'printer-state-reasons': 'marker-supply-low-warning,offline-report' }, 'offline'],
    [{ 'printer-is-accepting-jobs': 'false' }, 'refusing'],
    [{ 'printer-state': '9' }, 'unknown'],
  ])('says that it is not ready: %j is %s', (options, state) => expect(cups(options).state).toBe(state))

  it('is the system’s own when CUPS says so, also where Electron has no word for it any more', () => {
    const later = { name: 'b', displayName: 'b', description: '' } as never
    expect(readPrinters([office, later], 'linux', 'b').map(({ isDefault }) => isDefault)).toEqual([false, true])
    expect(readPrinters([later], 'linux', '')[0]).toEqual({ name: 'b', label: 'b', location: '', state: 'unknown', isDefault: false, can: { bothSides: null, colour: null, a3: null } })
  })
})

describe('a printer of Windows', () => {
  it('tells by its bits whether it is ready, and nothing of what it can do', () => {
    const [ready, offline, jammed, printing] = readPrinters([0, 0x80, 0x8, 0x400].map((status) => ({ ...office, status, options: {} })), 'win32', '')
    expect([ready!.state, offline!.state, jammed!.state, printing!.state]).toEqual(['ready', 'offline', 'stopped', 'busy'])
    expect(ready!.label).toBe('Papier')
    expect(ready!.can).toEqual({ bothSides: null, colour: null, a3: null })
  })
})

describe('the system’s own printer', () => {
  it('is what lpstat says', () => {
    expect(readDefault('system default destination: Papier\n')).toBe('Papier')
    expect(readDefault('no system default destination\n')).toBe('')
  })

  it('is asked of CUPS only where there is one', async () => {
    const asked: string[] = []
    const run = (end: ProgramAnswer['end']) => async (program: string, args: readonly string[]) => {
      asked.push([program, ...args].join(' '))
      return { end, out: 'no system default destination\n', err: '' }
    }
    expect(await cupsDefault(run('ok'), 'linux')).toEqual({ name: '' })
    for (const end of ['failed', 'missing', 'slow'] as const) expect(await cupsDefault(run(end), 'darwin')).toBeNull()
    expect(asked).toEqual(Array(4).fill('lpstat -d'))
    expect(await cupsDefault(run('ok'), 'win32')).toBeNull()
    expect(asked).toHaveLength(4)
  })
})
