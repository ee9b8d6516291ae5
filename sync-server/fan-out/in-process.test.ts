import { fanOutContract } from './fan-out.contract.js'
import { inProcessFanOut } from './in-process.js'

fanOutContract('one process', async () => ({ fanOut: inProcessFanOut<number>(() => {}), settle: async () => {} }))
