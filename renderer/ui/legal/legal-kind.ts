/** What the law takes a document of the library for. */
import type { PaperKind } from '#core/domain/legal/checks'
import type { AssetKind } from '#core/domain/library/asset'

/** Null for what is not handed out or put up: somebody's form, what is shared on the web. */
export function legalKind(kind: AssetKind): PaperKind | null {
  switch (kind) {
    case 'tract':
    case 'poster':
      return kind
    case 'programme':
      return 'leaflet'
    default:
      return null
  }
}
