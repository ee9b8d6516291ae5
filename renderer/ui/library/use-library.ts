/** The library as the engine answers it, asked again whenever something of it, or where its files are, has changed. */
import { startTransition, useEffect, useRef, useState } from 'react'
import { dayOf } from '#core/domain/days'
import type { Library } from '#engine/api'
import type { AssetId } from '#core/domain/ids'
import { useEngine, useTopic } from '../engine'
import { useNow } from '../use-now'
import { pictureAddresses } from '../while-open'

/** The last answer until the next is there; `null` before the first. */
export function useLibrary(): Library | null {
  const engine = useEngine()
  const version = useTopic('library', null)?.version
  const day = dayOf(new Date(useNow()))
  const [library, setLibrary] = useState<Library | null>(null)
  const any = useRef(false)
  useEffect(() => {
    if (version === undefined) return
    let current = true
    const show = (found: Library) => {
      if (!current) return
      // A whole library is made in slices, so that it holds up no key; what changes in it is shown at once.
      if (any.current) setLibrary(found)
      else startTransition(() => setLibrary(found))
      any.current = found.assets.length > 0
    }
    engine.call('library', { day }).then(show, () => {})
    return () => {
      current = false
    }
  }, [engine, version, day])
  return library
}

/** By the picture's name: what is shown of an asset changes with its version. */
const kept = pictureAddresses(400)
/** Pictures that get their addresses in one task. */
const together = 8

/** Addresses of small pictures for these assets, as they come; each is asked for once. */
export function usePictures(assets: readonly { id: AssetId; versions: readonly { picture: { name: string } | null }[] }[]): ReadonlyMap<AssetId, string> {
  const engine = useEngine()
  const [, setCount] = useState(0)
  const nameOf = ({ versions }: (typeof assets)[number]) => versions.at(-1)?.picture?.name
  const lacking = assets.filter((asset) => nameOf(asset) && !kept.has(nameOf(asset)!))
  const key = lacking.map(({ id }) => id).join()
  useEffect(() => {
    if (!key) return
    let current = true
    const ask = async () => {
      const pictures = await engine.call('assetPictures', key.split(',') as AssetId[])
      for (const [at, bytes] of pictures.entries()) {
        // Each address waits for the main process: some at a time, so that they hold up no key.
        if (at > 0 && at % together === 0) await new Promise((resolve) => setTimeout(resolve))
        if (bytes) kept.keep(nameOf(lacking[at]!)!, bytes)
      }
      if (current && pictures.some(Boolean)) setCount((count) => count + 1)
    }
    ask().catch(() => {})
    return () => {
      current = false
    }
    // oxlint-disable-next-line react/exhaustive-deps -- `key` says which are lacking.
  }, [engine, key])
  return kept.of(assets.map((asset) => [asset.id, nameOf(asset)]))
}
