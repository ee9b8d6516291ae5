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
export function pictureAddresses(most: number) {
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
    has: (name: string) => kept.has(name),
    /** Of those that have a picture here, by what each is of. */
    of: <Id>(named: readonly (readonly [Id, string | undefined])[]): ReadonlyMap<Id, string> =>
      new Map(named.flatMap(([id, name]) => {
        const address = kept.get(name ?? '')
        return address ? [[id, address] as const] : []
      })),
    keep(name: string, picture: Uint8Array): void {
      if (kept.has(name)) return
      kept.set(name, URL.createObjectURL(new Blob([picture as BlobPart])))
      drop(most)
    },
  }
}
