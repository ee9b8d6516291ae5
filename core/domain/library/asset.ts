/**
 * An asset: something to print, to share or to say, in the versions that there were of it.
 * Invariant: a version is never changed once it is there; a new one stands in its place and the old one is kept, so that it can
 * be said later what was printed.
 */
import type { AssetId, DeviceId } from '../ids'
import type { StockMove } from './stock'

export const assetKinds = ['tract', 'poster', 'programme', 'web-kit', 'argument', 'form', 'visual'] as const
export type AssetKind = (typeof assetKinds)[number]

/** For whom it is made: whoever shares on the web, who goes out, who leads a section, who leads a federation. */
export const assetAudiences = ['web', 'field', 'section', 'federation'] as const
export type AssetAudience = (typeof assetAudiences)[number]

/** What a file of the library may be, told by its content and never by its name. */
export const fileTypes = ['pdf', 'png', 'jpeg', 'webp', 'gif', 'svg'] as const
export type FileType = (typeof fileTypes)[number]

/** A sealed file: where it is found, and what opens it. */
export interface StoredFile {
  /** SHA-256 of the sealed bytes, base64url: its name here and at the relay. */
  name: string
  /** 32 bytes, base64url. */
  key: string
  /** Sealed. */
  bytes: number
}

export interface AssetVersion {
  readonly id: string
  /** Milliseconds since 1970. */
  at: number
  /** Whose computer added it. */
  by: DeviceId
  file: StoredFile
  /** A small picture of it, sealed apart: it comes before the file itself, and in its place. */
  picture: StoredFile | null
  /** SHA-256 of the content, base64url: the same file is known again whatever its name. */
  content: string
  /** Of the content. */
  bytes: number
  type: FileType
  /** 1 where it is no PDF. */
  pages: number
  /** Of its first page in mm as it is read, of a picture in px. */
  width: number
  height: number
  /** « Corrigé : l’horaire ». */
  note: string
}

/** Kept as said; of whoever adds it. */
export const assetTexts = ['title', 'kind', 'campaign', 'language', 'source', 'instructions', 'validUntil', 'text', 'link', 'ready'] as const
export type AssetText = (typeof assetTexts)[number]

export interface Asset {
  readonly id: AssetId
  title: string
  kind: AssetKind
  audiences: AssetAudience[]
  /** « Municipales », as one says. */
  campaign: string
  /** BCP 47: `fr`, `ar`; empty where it has none. */
  language: string
  /** Who made it. */
  source: string
  /** « Recto verso bord court, papier couleur ». */
  instructions: string
  /** `YYYY-MM-DD`, the last day on which it may be handed out; empty = no end. */
  validUntil: string
  /** To be said or shared as it is; empty where it is a file. */
  text: string
  link: string
  /** The version of which somebody said that it may be printed, after what the law asks for was looked at; empty = none yet. */
  ready: string
  /** Under so many printed copies in all, more are wanted; 0 = nobody asked to be told. */
  least: number
  /** Oldest first. */
  versions: AssetVersion[]
  /** Oldest first. */
  stock: StockMove[]
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  /** Keys of a newer version, carried along. */
  extra?: Record<string, unknown>
  /** What was changed in two places apart: the values that don't stand. */
  apart?: { field: AssetText; others: string[] }[]
}

export type AssetDraft = Pick<Asset, 'title' | 'kind'> & Partial<Pick<Asset, 'audiences' | 'campaign' | 'language' | 'source' | 'instructions' | 'validUntil' | 'text' | 'link' | 'least' | 'versions' | 'stock'>>

/** One change to one asset. */
export type AssetEdit =
  | { field: AssetText; value: string }
  | { field: 'audiences'; add?: readonly AssetAudience[]; remove?: readonly AssetAudience[] }
  | { field: 'least'; value: number }
  | { field: 'versions'; add?: readonly AssetVersion[]; remove?: readonly string[] }
  | { field: 'stock'; add?: readonly StockMove[]; remove?: readonly string[] }

/** What is handed out now; `undefined` for a text or a link. */
export const currentVersion = ({ versions }: Pick<Asset, 'versions'>): AssetVersion | undefined => versions.at(-1)

/** How long before its end an asset is said to end soon, in days. */
export const endsSoonWithin = 14

export type Validity = 'valid' | 'ends-soon' | 'expired'

/** Whether it may still be handed out on this day (`YYYY-MM-DD`): it may on its last one. `soon`: the day that begins what is not soon any more. */
export function validityOf({ validUntil }: Pick<Asset, 'validUntil'>, day: string, soon: string): Validity {
  if (validUntil === '' || validUntil >= soon) return 'valid'
  return validUntil < day ? 'expired' : 'ends-soon'
}

/** Somebody looked at what the law asks for, of the version that there is now. */
export const isReady = (asset: Pick<Asset, 'versions' | 'ready'>): boolean => asset.ready !== '' && currentVersion(asset)?.id === asset.ready

/** Px of the longer side of a version's small picture. */
export const pictureSide = 320

/** The files that a section needs of it: those of each version, as the older ones are kept. */
export const filesOf = ({ versions }: Pick<Asset, 'versions'>): StoredFile[] => versions.flatMap(({ file, picture }) => (picture ? [file, picture] : [file]))
