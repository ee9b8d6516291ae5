/** The sealed files that the main process keeps in the section's folder, as the engine sees them. */
import type { FileStore } from '#core/ports/files'
import type { Host } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'

export function hostFiles(host: RpcClient<Host>): FileStore {
  return {
    list: () => host.call('sealedFiles'),
    size: (name) => host.call('sealedFileSize', name),
    write: (name, offset, bytes, last) => host.call('sealedFileWrite', name, offset, bytes, last),
    read: (name, offset, length) => host.call('sealedFileRead', name, offset, length),
    remove: (names) => host.call('sealedFilesRemove', [...names]),
    verify: (name) => host.call('sealedFileVerify', name),
  }
}
