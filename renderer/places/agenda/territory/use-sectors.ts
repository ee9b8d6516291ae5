/** The section's sectors, as they are now. */
import type { Sector } from '#core/domain/agenda/territory'
import { useAnswer } from '../use-agenda'

/** By name; `null` before the first answer. */
export const useSectors = (): Sector[] | null => useAnswer('', (engine) => engine.call('sectors'))
