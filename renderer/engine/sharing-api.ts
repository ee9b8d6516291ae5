/**
 * What screens may ask of a section that several devices share: who belongs, inviting and joining, how far its relay is
 * in step, who sees what. Part of the engine's calls and topics (api.ts).
 */
import type { DeviceId, PersonId, SectionId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import type { Refusal } from '#core/log/entry'
import type { Arrived } from '#core/log/room-messages'
import type { Role } from '#core/membership/statement'
import type { ErrorCode } from '#core/ports/errors'
import type { AppVersion } from '#core/section/receipts'

export type { Role }

/** Why the relay does not let this device in; `outdated`: the section asks for a newer version of the app; `another-relay`: one that was set up anew answers at the address. */
export type SharingRefusal = 'not-yours' | 'removed' | 'too-large' | 'no-room' | 'outdated' | 'another-relay'

export type SharingStatus =
  /** Nobody else was ever let in. */
  | { state: 'alone' }
  | {
      state: 'shared'
      /** What this device is in it. `removed`: an admin removed it; `stranger`: it came out of a backup and was never let in. Both go on by themselves. */
      standing: Role | 'removed' | 'stranger'
      /** Address of the relay in use. */
      relay: string
      /** The section names another. `leaving`: this device goes there once it has told the one in use. `by-hand`: somebody typed the one in use on this computer. */
      named?: { url: string; why: 'leaving' | 'by-hand' }
      connection: 'offline' | 'connecting' | 'in-step' | 'paused' | 'refused'
      refusal?: SharingRefusal
      /**
       * While what this device lacks is coming for the first time: people so far, and how much is here of all that the relay
       * has, in its bytes, once it has said so. Cut off, it stays, and goes on from there.
       */
      receiving?: { people: number; arrived?: Arrived }
      /** A recovery sheet belongs. `moved`: none that names the present relay. `used`: none but the one by which this device came in, which is good no more. */
      sheet?: 'kept' | 'moved' | 'used'
      /** What came would delete so many people, at least, and waits for an answer. */
      held?: { people: number; of: number }
      /** Of this app, and the lowest that the section asks for (0: none). */
      format: { own: number; minimum: number }
      /** Changes made here that are not known to be on the relay. */
      pending: number
      /** When this device last had all that the relay had, in ms since 1970; `null` = never yet. */
      lastInStep: number | null
      /** Other devices of the section that may see people, and how many have seen all that this one has sent. */
      others: number
      seenBy: number
    }

export interface SectionDevice {
  id: DeviceId
  name: string
  role: Role
  /** This one. */
  self: boolean
  /** A recovery sheet: a member made of paper. */
  paper: boolean
  /** Ms since 1970, by the clock of who let it in. */
  since: number
  removedAt: number | null
  /** When it last had all that the relay had, in ms since 1970; `null` = never said. */
  lastSeen: number | null
  /** What it said last that it runs; `null` = never said. */
  app: AppVersion | null
  /** Connected to the relay now. */
  present: boolean
}

export interface InvitationView {
  id: string
  role: Role
  /** Ms since 1970. */
  until: number
  link: string
  /** `open`: nobody has answered yet; `asked`: compare `code` with the other screen, then approve or refuse. */
  step: 'open' | 'asked' | 'admitted' | 'refused' | 'expired'
  asks?: { name: string; code: string }
}

/** What an invitation's link says of itself. */
export interface InvitationReading {
  section: SectionId
  role: Role
  /** Ms since 1970. */
  until: number
  /** On this computer already. */
  present: boolean
}

/** A device that is on its way into a section. */
export type JoiningView =
  /** The link was sent to the inviter's device, which has not answered. `offline`: the relay is not reached, it is tried again. */
  | { step: 'asking'; offline: boolean }
  /** Read this to whoever invites: their screen must show the same. */
  | { step: 'code'; code: string; role: Role; offline: boolean }
  /** Let in; the base arrives. It can be used meanwhile. */
  | { step: 'joined'; section: SectionId }
  | { step: 'refused' | 'expired' | 'used' | 'taken' }
  | { step: 'failed'; reason: ErrorCode }

/** The same by a recovery sheet. `offline`: its relay is not reached, it is tried again. */
export type RecoveringView = { bySheet: true } & ({ step: 'recovering'; offline: boolean } | { step: 'joined'; section: SectionId } | { step: 'failed'; reason: ErrorCode })

/** A recovery sheet that was just let in. Its secret is nowhere but here: what is not put on paper is lost. */
export interface PrintedRecoverySheet {
  device: DeviceId
  pdf: Uint8Array
  lines: string[]
  /** Text of its QR code. */
  qr: string
  /** Ms since 1970. */
  at: number
  /** The relay knows it already; else it will once this device is connected to it, and the sheet opens nothing before. */
  known: boolean
}

/** `wrongLines`: from 1, those to type again; none of them, and some are still missing or of another sheet. */
export type SheetLinesReading = { whole: false; wrongLines: number[] } | { whole: true; section: SectionId; relay: string; /** on this computer already */ present: boolean }

/** What did not count, and what did not come: nothing of it has changed anything. */
export interface SecurityReport {
  /** By the device that it claims to be of (`null`: unreadable, or of none that was ever let in) and why. */
  setAside: { device: string | null; why: Refusal; count: number }[]
  /** Entries that a device must have written and that have not come: on their way, or held back. */
  missing: { device: string | null; count: number }[]
  /** What the relay showed under the name of an entry that is here, and is not it. */
  forged: number
}

export interface SharingCalls {
  /** Makes the open section one that others can join, by this relay. Rejects with `relay-unreachable` or `relay-refused`; then nothing has changed. `opening`: the relay's opening code. */
  shareSection(request: { address: string; opening: string; deviceName: string }): void
  /**
   * Moves the section to another relay, or to another address of the same one: this device registers it there, with
   * everyone who belongs, and says so; those who meet the relay of before follow by themselves. `opening`: its opening code,
   * of no use where the relay knows the section. Rejects with `not-an-admin`, or with `relay-unreachable` or `relay-refused`
   * of the new one; then nothing has changed. `told`: the relay of before answered, so that the others hear of it there.
   */
  moveRelay(request: { address: string; opening: string }): { told: boolean }
  /**
   * Goes to a relay that the section does not name yet, on this computer only: where the one of before is gone, nobody could
   * tell it. Rejects with `relay-unreachable`, or with `relay-refused` where the section is not known; then nothing has changed.
   */
  useRelay(request: { address: string }): void
  /** Rejects with `not-an-admin`. The relay need not be reachable now. */
  invite(request: { role: Role }): InvitationView
  /** The two people have found the same code. */
  approveInvitation(id: string): void
  /** The codes differ, or it is withdrawn. */
  withdrawInvitation(id: string): void
  /** Rejects with `link-damaged`. */
  readInvitation(link: string): InvitationReading
  /**
   * Begins to join with a link; the open section is closed, and the one of the link is made on this computer once the inviter
   * approves, protected like a new one. Follow the topic `joining`. Rejects with `link-damaged`, or with `section-exists`
   * unless it may `replace` the copy that is on this computer: that one stays in its place until then, and is then put aside whole.
   */
  join(request: { link: string; deviceName: string; passphrase: string; keychain: boolean; replace: boolean }): void
  stopJoining(): void
  /** Makes a recovery sheet and lets it in as an admin. Rejects with `not-an-admin`. */
  recoverySheet(request: { locale: 'fr' | 'en' }): PrintedRecoverySheet
  /** Reads what was typed of a recovery sheet so far. */
  readSheet(lines: string[]): SheetLinesReading
  /**
   * Begins to bring a section back by its recovery sheet, followed and stopped like joining; protected like a new one. The
   * sheet is removed once everything is here. Rejects with `sheet-wrong`, or with `section-exists` unless it may `replace`
   * the copy that is on this computer, which is then put aside whole.
   */
  recover(request: { lines: string[]; deviceName: string; passphrase: string; keychain: boolean; replace: boolean }): void
  /** Rejects with `not-an-admin`, `last-admin`, or `not-a-member` where somebody else has just removed it. */
  removeDevice(device: DeviceId): void
  changeRole(request: { device: DeviceId; role: Role }): void
  /** New keys for every compartment, sealed to all who belong. */
  renewKeys(): void
  /** Announces the lowest format of the app that may share this section: devices with an older one send and receive nothing but who belongs, keep what they have and what is typed there, and say so. It can't be taken back. Rejects with `not-an-admin`. */
  requireFormat(version: number): void
  security(): SecurityReport
  pauseSharing(on: boolean): void
  /** Whom what waits for an answer would delete. */
  heldPeople(): Person[]
  /** Takes it in, or takes it in and puts the people back; a restore point is made before. */
  answerHeld(which: 'accept' | 'refuse'): void
  /** Tries to reach the relay now. */
  retrySharing(): void
  /** The person whose sheet is open, `null` for none: told to the others, sealed. */
  attend(person: PersonId | null): void
}

export interface SharingTopics {
  sharing: { request: null; event: SharingStatus }
  devices: { request: null; event: SectionDevice[] }
  invitations: { request: null; event: InvitationView[] }
  joining: { request: null; event: JoiningView | RecoveringView | null }
  /** Names of other devices whose users have this person's sheet open. */
  presence: { request: PersonId; event: string[] }
  /** Where the last change of a person is: on this computer only, or on the relay, and how many other devices have seen it. `null` in a section that nobody shares. */
  whereabouts: { request: PersonId; event: { at: 'here' | 'relay'; seenBy: number; others: number } | null }
}
