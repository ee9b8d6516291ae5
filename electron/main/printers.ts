/** The printers of this computer: what Electron and CUPS say of them, in the words of core/ports/printing. */
import type { PrinterInfo } from 'electron'
import type { Printer } from '#core/ports/printing'
import type { RunProgram } from './run-program'

/** Milliseconds. */
const patience = 5000

/** Bits of `printer-type` (cups/cups.h). */
const bits = { colour: 0x8, bothSides: 0x10, a3: 0x2000 }

/** Bits of a Windows printer's status (winspool.h): those that keep it from printing, and those of one at work. */
const windowsBits = { offline: 0x80 | 0x1000, stopped: 0x1 | 0x2 | 0x8 | 0x10 | 0x40 | 0x100000, busy: 0x200 | 0x400 | 0x2000 | 0x4000 }

/**
 * What CUPS calls the system's own printer; '' when it has none. `null`: there is no CUPS to print with. Chromium's own word for
 * it went in Electron 36.
 */
export async function cupsDefault(run: RunProgram, platform: string): Promise<{ name: string } | null> {
  if (platform === 'win32') return null
  const { end, out } = await run('lpstat', ['-d'], patience)
  return end === 'ok' ? { name: readDefault(out) } : null
}

/** Of `lpstat -d`. */
export function readDefault(out: string): string {
  return /^system default destination: (\S+)$/m.exec(out)?.[1] ?? ''
}

/** `status` and `isDefault`: until Electron 35. */
type FoundPrinter = PrinterInfo & { status?: number; isDefault?: boolean }

/** As Electron lists them. `systemDefault`: see `cupsDefault`. */
export function readPrinters(found: readonly FoundPrinter[], platform: string, systemDefault: string): Printer[] {
  return found
    .filter(({ name }) => name !== '')
    .map((info) => {
      const { name, displayName, description } = info
      const options = (info.options ?? {}) as Record<string, string | undefined>
      const type = Number(options['printer-type'])
      const known = (bit: number) => (type > 0 ? (type & bit) !== 0 : null)
      return {
        name,
        label: (platform === 'win32' ? displayName : description || displayName) || name,
        location: options['printer-location'] ?? '',
        state: platform === 'win32' ? windowsState(info.status) : cupsState(options, info.status),
        isDefault: systemDefault ? name === systemDefault : info.isDefault === true,
        can: { bothSides: known(bits.bothSides), colour: known(bits.colour), a3: known(bits.a3) },
      }
    })
}

function cupsState(options: Record<string, string | undefined>, status: number | undefined): Printer['state'] {
  if (options['printer-is-accepting-jobs'] === 'false') return 'refusing'
  // RFC 8011 § 5.4.12: a reason may end in its severity.
  if (/(^|,)(offline|shutdown|timed-out|connecting-to-device)(-report|-warning|-error)?(,|$)/.test(options['printer-state-reasons'] ?? '')) return 'offline'
  const state = Number(options['printer-state'] ?? status)
  return state === 3 ? 'ready' : state === 4 ? 'busy' : state === 5 ? 'stopped' : 'unknown'
}

function windowsState(status: number | undefined): Printer['state'] {
  if (status === undefined) return 'unknown'
  if (status & windowsBits.offline) return 'offline'
  if (status & windowsBits.stopped) return 'stopped'
  return status & windowsBits.busy ? 'busy' : 'ready'
}
