/** The sectors in which the section walks; `null` until they are known. */
import type { Sector } from '#core/domain/agenda/territory'
import { useAnswer } from '../use-agenda'

export const useSectors = (): Sector[] | null => useAnswer('', (engine) => engine.call('sectors'))
