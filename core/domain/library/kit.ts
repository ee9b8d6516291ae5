/** A kit: assets that go together, for an audience or for actions of a kind. */
import type { ActionKind } from '../agenda/action'
import type { AssetId, KitId } from '../ids'
import type { AssetAudience } from './asset'

export interface Kit {
  readonly id: KitId
  name: string
  /** What it is for, in words. */
  note: string
  audiences: AssetAudience[]
  /** Actions of these kinds show it. */
  actions: ActionKind[]
  /** In the order in which they are taken. One that is not there any more is left out where the kit is shown. */
  assets: AssetId[]
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  /** Keys of a newer version, carried along. */
  extra?: Record<string, unknown>
}

export type KitDraft = Pick<Kit, 'name'> & Partial<Pick<Kit, 'note' | 'audiences' | 'actions' | 'assets'>>

/** One change to one kit; `assets` are put at its end, or taken out. */
export type KitEdit =
  | { field: 'name' | 'note'; value: string }
  | { field: 'audiences'; add?: readonly AssetAudience[]; remove?: readonly AssetAudience[] }
  | { field: 'actions'; add?: readonly ActionKind[]; remove?: readonly ActionKind[] }
  | { field: 'assets'; add?: readonly AssetId[]; remove?: readonly AssetId[] }
