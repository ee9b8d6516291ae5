/** The Imprimerie: what to print, and how it is laid on paper. For whoever stands at the copier, organizer or volunteer. */
import { lazy, Suspense, useEffect, useState } from 'react'
import type { PrintRoute } from '../../ui/route'
import { goTo } from '../../ui/route'
import { useLibrary } from '../../ui/library/use-library'
import { warmPdfReader } from '../../ui/pdf/pdf-reader'
import { whenIdle } from '../../ui/when-idle'
import { addWords } from '../../ui/words'
import { PrintStart } from './PrintStart'
import { pressWords } from './words'

addWords('press', pressWords)

const AssetDesk = lazy(() => import('./AssetDesk'))
const LooseDesk = lazy(() => import('./LooseDesk'))

export default function PrintPlace({ route, volunteer }: { route: PrintRoute; volunteer: boolean }) {
  const library = useLibrary()
  const [loose, setLoose] = useState<{ loose: string; file: File } | null>(null)
  useEffect(() => whenIdle(warmPdfReader), [])
  if (!library) return null
  if (route.asset) {
    return (
      <Suspense fallback={null}>
        <AssetDesk key={route.asset} id={route.asset} library={library} onBack={() => goTo({ place: 'print' })} />
      </Suspense>
    )
  }
  return loose ? (
    <Suspense fallback={null}>
      <LooseDesk key={loose.loose} {...loose} onBack={() => setLoose(null)} />
    </Suspense>
  ) : (
    <PrintStart library={library} volunteer={volunteer} onLoose={setLoose} />
  )
}
