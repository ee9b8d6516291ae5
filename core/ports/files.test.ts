import { fileStoreContract } from './files.contract'
import { memoryFiles } from './files'

fileStoreContract('memory', async () => {
  const files = memoryFiles()
  return { files, reopen: async () => files }
})
