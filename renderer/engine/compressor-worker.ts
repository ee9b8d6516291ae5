/** The worker of compressor.ts. */
import { rpcServer, webPort } from '#core/ports/rpc'
import { wrapPlaintext } from '#core/sealing/envelope'
import type { CompressorCalls } from './compressor'

rpcServer<CompressorCalls>(webPort(self as unknown as Worker), { wrap: wrapPlaintext })
