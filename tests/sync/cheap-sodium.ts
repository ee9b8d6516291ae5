import { cheapSodium } from './cheap-cipher'

/** Stands for `core/sealing/sodium.ts` in the simulator's programs. */
export const loadSodium = async () => cheapSodium
