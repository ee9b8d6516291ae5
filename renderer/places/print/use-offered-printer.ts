/** The printer that the print dialog will offer: what it leaves white is known before the sheets are laid out. */
import { offeredPrinter, presetOf, withPreset, type Printer } from '#core/ports/printing'
import { useSettings } from '../../ui/settings'
import { usePrinters } from '../../ui/pdf/print/use-printers'

export interface OfferedPrinter {
  /** Of this computer; none while they are looked for. */
  printers: readonly Printer[]
  /** The system's name for the one that is offered; '' for none. */
  name: string
  /** Offered from now on, in the print dialog too. */
  choose(name: string): void
}

export function useOfferedPrinter(): OfferedPrinter {
  const { settings: { printPresets }, change } = useSettings()
  const printers = usePrinters().list?.printers ?? []
  return {
    printers,
    name: offeredPrinter(printers, printPresets)?.name ?? '',
    choose: (name) => change({ printPresets: withPreset(printPresets, presetOf(printPresets, name) ?? { printer: name, paper: 'A4', sides: 'one', colour: true }) }),
  }
}
