import { storeContract } from './store.contract.js'
import { memoryStore } from './memory-store.js'

storeContract('memory', async () => {
  const store = memoryStore()
  return { store, reopen: async () => store, close: async () => {} }
})
