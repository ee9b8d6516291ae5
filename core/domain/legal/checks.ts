/**
 * Before a paper is « prêt à imprimer »: what French law has to say of it. Invariant: it informs and blocks nothing in silence;
 * whoever prints decides. The one notice that waits for an answer is the imprint, without which each copy is an offence.
 */
import { votesSilencing, type Vote } from '../agenda/electoral-silence'
import type { Moment } from '../agenda/moment'
import { colourShare, whiteShare } from './colour-share'
import { imprintLacks, sirenIsWrong, type Imprint } from './imprint'
import { notices, type Notice, type NoticeId } from './notices'
import type { PagePicture } from './picture'
import { findTricolour } from './tricolour'

/** `circular`: the profession de foi that each voter is sent. `social` is not printed. */
export type PaperKind = 'tract' | 'leaflet' | 'poster' | 'invitation' | 'door-card' | 'social' | 'circular' | 'other'

export interface PaperFacts {
  kind: PaperKind
  imprint: Imprint | null
  /** mm, trimmed. */
  width: number
  height: number
  /** Its pages as they look; none where nobody has drawn them yet. */
  pictures: readonly PagePicture[]
  /** Coloured paper: what is black on it is not black on white. */
  colouredPaper?: boolean
  /** Somebody says that the flag, Marianne or a cockade is on it. */
  emblem?: boolean
  /** A poster that announces a meeting. */
  meeting?: boolean
  /** When it is to be handed out, and the votes that the section knows; `home`: zone of a time that has none. */
  spread?: { start: Moment; end: Moment; votes: readonly Vote[]; home: string }
}

/** Less colour than this, of the whole page, and it is taken for black on white; less white than that, and it is no white paper. */
const leastColour = 0.01
const leastWhite = 0.3
/** Of the official panels, and of notices of a meeting on them, in mm; a hair is left for rounding. */
const panel = [594, 841] as const
const meetingNotice = [297, 420] as const

/** In the order in which they weigh. */
export function legalChecks({ kind, imprint, width, height, pictures, colouredPaper = false, emblem = false, meeting = false, spread }: PaperFacts): Notice[] {
  const found: NoticeId[] = []
  const printed = kind !== 'social'
  if (printed && imprintLacks(imprint).length > 0) found.push('imprint-missing', ...(kind === 'invitation' ? (['not-a-card'] as const) : []))
  if (emblem && underR27(kind)) found.push('tricolour-flag')
  if (underR27(kind) && pictures.some((picture) => findTricolour(picture) !== null)) found.push('tricolour')
  if (kind === 'poster' && !colouredPaper && pictures.length > 0 && pictures.every((picture) => colourShare(picture) < leastColour && whiteShare(picture) > leastWhite)) found.push('black-on-white')
  // By the rule for handing out: posters that are up already may stay.
  if (spread && kind !== 'poster' && votesSilencing('leafleting-market', spread, spread.votes, spread.home).length > 0) found.push('electoral-silence')
  if (kind === 'poster' && !within(width, height, panel)) found.push('panel-format')
  else if (kind === 'poster' && meeting && !within(width, height, meetingNotice)) found.push('panel-meeting-format')
  if (imprint && sirenIsWrong(imprint)) found.push('imprint-register')
  if (printed && handedOut(kind) && imprint?.keepStreetsClean === false) found.push('streets-clean')
  return found.map((id) => notices[id])
}

const underR27 = (kind: PaperKind): boolean => kind === 'poster' || kind === 'circular'
const handedOut = (kind: PaperKind): boolean => kind === 'tract' || kind === 'leaflet' || kind === 'door-card'

/** Whichever way up. */
function within(width: number, height: number, [narrow, long]: readonly [number, number]): boolean {
  return Math.min(width, height) <= narrow + 0.5 && Math.max(width, height) <= long + 0.5
}

/** Whether nothing waits for an answer any more. */
export const readyToPrint = (found: readonly Notice[], acknowledged: ReadonlySet<NoticeId>): boolean => found.every(({ id, acknowledge }) => !acknowledge || acknowledged.has(id))
