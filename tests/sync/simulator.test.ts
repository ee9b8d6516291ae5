import { describe, it, vi } from 'vitest'
import { runSimulations } from './simulations'

vi.mock('#core/sealing/sodium', async () => ({ loadSodium: async () => (await import('./cheap-cipher')).cheapSodium }))

describe('devices that work apart and meet at a relay', () => {
  it('hold the same in the end, nothing that was acknowledged is missing, and nothing is left of whoever was erased', () => runSimulations(0, 2), 600_000)
})
