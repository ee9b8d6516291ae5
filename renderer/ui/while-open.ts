/** What a window keeps beside its screens while a section is open: let go of once it is closed or locked, whoever sits there then. */
const letGo: (() => void)[] = []

/** For the life of the window. */
export function whileOpen(forget: () => void): void {
  letGo.push(forget)
}

export function leaveSection(): void {
  for (const forget of letGo) forget()
}

/** Addresses of pictures by name, the latest `most`; none outlives the section. */
export function pictureAddresses(most: number): { get(name: string): string | undefined; keep(name: string, picture: Uint8Array): void } {
  const kept = new Map<string, string>()
  const drop = (leave: number) => {
    for (const [oldest, address] of kept) {
      if (kept.size <= leave) return
      URL.revokeObjectURL(address)
      kept.delete(oldest)
    }
  }
  whileOpen(() => drop(0))
  return {
    get: (name) => kept.get(name),
    keep(name, picture) {
      if (kept.has(name)) return
      kept.set(name, URL.createObjectURL(new Blob([picture as BlobPart])))
      drop(most)
    },
  }
}
