/**
 * How a device comes in by an invitation: both ends as plain states, without a clock or a network.
 * Invariant: an inviter admits exactly the keys whose code the two people have compared, and a joiner believes only
 * statements that begin at the root its link named.
 *
 * Who may be in the middle: the relay, which can hold back and repeat messages but opens none; someone who saw the
 * link (a forwarded message, a screen), alone or with the relay, who can play either end to the other. So keys are
 * compared by a short code, and no side may choose what goes into it after seeing the other's part:
 * 1. joiner → commitment to its keys, name and 32 random bytes;
 * 2. inviter → challenge: 32 random bytes, its device and signing key;
 * 3. joiner → what it committed to. Now both show the code: six digits of the hash of 1 and 2.
 * Towards the inviter, someone in the middle is bound by 1 before it sees 2; towards the joiner it must send 2 before
 * it sees 3. Whatever it does, the two codes agree once in a million, it can try once an invitation, and the
 * inviter sees it try. 4. inviter, after comparing → answer, or refusal. The first to commit takes the invitation;
 * others are told, so that a stolen link is noticed. By file there is no 2, hence a code of 24 digits.
 */
import { sameBytes } from '../domain/bytes'
import type { DeviceId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { randomBytes } from '../sealing/aes'
import type { Secrets } from '../sealing/vault'
import { deriveInvitation, type Invitation, type InvitationKeys } from './invitation'
import { openKeys, type Newcomer } from './keys'
import { computeMembers, type Members } from './members'
import { codeOf, commitTo, openMessage, sealMessage, type Challenge, type Message, type Opening, type Refusal } from './messages'
import { readStatement, type Statement } from './statement'

/** The relay takes messages of 16 KiB; a longer answer names the root and the admission, the rest is in the room. */
const longestMessage = 16 * 1024

/** A next state, and what to send: to the relay, or as a file. */
export interface Turn<State> {
  state: State
  send: Uint8Array[]
}

type InviterStep =
  | { step: 'open' }
  | { step: 'challenged'; commitment: Uint8Array; challenge: Challenge }
  /** The two people compare `code`; then `approve` or `refuse`. */
  | { step: 'asked'; commitment: Uint8Array; newcomer: Newcomer; code: string; byFile: boolean }
  /** `reply` is sent again to the same joiner when it asks again. */
  | { step: 'admitted' | 'refused' | 'expired'; commitment: Uint8Array | null; reply: Uint8Array | null }

export type Inviter = InviterStep & { invitation: Invitation; keys: InvitationKeys; own: Pick<Secrets, 'device' | 'signing'> }

export async function openInvitation(invitation: Invitation, own: Pick<Secrets, 'device' | 'signing'>): Promise<Inviter> {
  return { step: 'open', invitation, keys: await deriveInvitation(invitation), own }
}

const moved = (inviter: Inviter, step: InviterStep): Inviter => ({ ...step, invitation: inviter.invitation, keys: inviter.keys, own: inviter.own })
const toJoiner = (inviter: Inviter, message: Message) => sealMessage(inviter.keys, 'from inviter', message)
const refusal = (inviter: Inviter, to: Uint8Array, why: Refusal) => toJoiner(inviter, { kind: 'refuse', to, why })

/** One message or request file. What is not for this invitation or comes out of turn changes nothing. `now` in seconds since 1970. */
export async function inviterReceives(inviter: Inviter, bytes: Uint8Array, now: number): Promise<Turn<Inviter>> {
  const message = await openMessage(inviter.keys, 'from joiner', bytes)
  const stay = { state: inviter, send: [] }
  if (message?.kind !== 'commit' && message?.kind !== 'reveal' && message?.kind !== 'request') return stay
  const commitment = message.kind === 'commit' ? message.commitment : await commitTo(inviter.keys, message.opening)
  const taken = inviter.step === 'open' ? null : inviter.commitment
  const isSame = taken !== null && sameBytes(taken, commitment)

  if (inviter.step === 'admitted' || inviter.step === 'refused' || inviter.step === 'expired') {
    if (isSame && inviter.reply) return { state: inviter, send: [inviter.reply] }
    return { state: inviter, send: [await refusal(inviter, commitment, inviter.step === 'admitted' ? 'used' : inviter.step)] }
  }
  if (now > inviter.invitation.until) {
    const reply = await refusal(inviter, commitment, 'expired')
    return { state: moved(inviter, { step: 'expired', commitment, reply }), send: [reply] }
  }
  if (taken && !isSame) return { state: inviter, send: [await refusal(inviter, commitment, 'taken')] }
  if (message.kind === 'request' && inviter.step === 'open') {
    const code = await codeOf(inviter.keys, commitment, null)
    return { state: moved(inviter, { step: 'asked', commitment, newcomer: newcomerOf(inviter, message.opening), code, byFile: true }), send: [] }
  }
  if (message.kind === 'reveal' && inviter.step === 'challenged') {
    const code = await codeOf(inviter.keys, commitment, inviter.challenge)
    return { state: moved(inviter, { step: 'asked', commitment, newcomer: newcomerOf(inviter, message.opening), code, byFile: false }), send: [] }
  }
  if (message.kind === 'commit' && inviter.step !== 'asked') {
    const { device, signing } = inviter.own
    // The same one again if the joiner asks again: a second challenge would be a second try at the code.
    const challenge = inviter.step === 'challenged' ? inviter.challenge : { nonce: randomBytes(32), device, signing: signing.public }
    return { state: moved(inviter, { step: 'challenged', commitment, challenge }), send: [await toJoiner(inviter, { kind: 'challenge', to: commitment, challenge })] }
  }
  return stay
}

const newcomerOf = ({ invitation }: Inviter, { device, signing, exchange, name }: Opening): Newcomer => ({ device, signing, exchange, name, role: invitation.role })

/**
 * Answers the newcomer, once the two people have found the same code and its admission is said (keys.ts).
 * `statements`: all that are known, also those without effect: others have them as parents. An expired invitation is refused.
 */
export async function approve(inviter: Inviter, statements: readonly Statement[], now: number): Promise<Turn<Inviter>> {
  if (inviter.step !== 'asked') throw new PortError('unexpected', 'nobody to approve')
  const { commitment, newcomer, byFile } = inviter
  const admission = statements.find(({ author, body }) => author === inviter.own.device && isAdmissionOf(body, newcomer))
  if (!admission) throw new PortError('unexpected', 'the admission is not among the statements')
  if (now > inviter.invitation.until) return end(inviter, 'expired')
  const answer = (sent: readonly Statement[]) => toJoiner(inviter, { kind: 'answer', to: commitment, statements: sent.map(({ bytes }) => bytes) })
  let reply = await answer(statements)
  if (!byFile && reply.length > longestMessage) reply = await answer(statements.filter((statement) => statement === admission || statement.hash === inviter.invitation.root))
  return { state: moved(inviter, { step: 'admitted', commitment, reply }), send: [reply] }
}

const isAdmissionOf = (body: Statement['body'], { device, signing, exchange, role }: Newcomer) =>
  body.type === 'admit' && body.device === device && body.role === role && sameBytes(body.signing, signing) && sameBytes(body.exchange, exchange)

async function end(inviter: Inviter, step: 'refused' | 'expired'): Promise<Turn<Inviter>> {
  const commitment = inviter.step === 'open' ? null : inviter.commitment
  const reply = commitment && (await refusal(inviter, commitment, step))
  return { state: moved(inviter, { step, commitment, reply }), send: reply ? [reply] : [] }
}

/** Refuses whoever asks now and later: the codes differ, or the invitation is withdrawn. */
export const refuse = (inviter: Inviter): Promise<Turn<Inviter>> => end(inviter, 'refused')

type JoinerStep =
  | { step: 'committed' }
  /** Shows `code`. `by`: who answered; `null` by file. */
  | { step: 'revealed'; code: string; by: Challenge | null }
  /** Has keys, but not yet all statements: they are in the membership room, which `keysToReadWith` (keys.ts) opens. Then `finishJoining`. */
  | { step: 'let in'; code: string; by: Challenge | null; statements: Statement[] }
  | { step: 'joined'; members: Members; statements: Statement[]; secrets: JoinerSecrets }
  | { step: Refusal }

type JoinerSecrets = Pick<Secrets, 'section' | 'device' | 'signing' | 'exchange' | 'keys'>
export type Joiner = JoinerStep & { invitation: Invitation; keys: InvitationKeys; secrets: JoinerSecrets; opening: Opening; commitment: Uint8Array }

/** Begins on the new device; `byFile` makes the one request file. `now` in seconds since 1970. */
export async function startJoining(invitation: Invitation, device: Omit<JoinerSecrets, 'section' | 'keys'>, name: string, now: number, byFile = false): Promise<Turn<Joiner>> {
  const keys = await deriveInvitation(invitation)
  const opening: Opening = { nonce: randomBytes(32), device: device.device, signing: device.signing.public, exchange: device.exchange.public, name }
  const commitment = await commitTo(keys, opening)
  const secrets: JoinerSecrets = { ...device, section: invitation.section, keys: { people: [], commons: [], membership: [] } }
  const fixed = { invitation, keys, secrets, opening, commitment }
  if (now > invitation.until) return { state: { step: 'expired', ...fixed }, send: [] }
  const first: Message = byFile ? { kind: 'request', opening } : { kind: 'commit', commitment }
  const begun: JoinerStep = byFile ? { step: 'revealed', code: await codeOf(keys, commitment, null), by: null } : { step: 'committed' }
  return { state: { ...begun, ...fixed }, send: [await sealMessage(keys, 'from joiner', first)] }
}

const went = ({ invitation, keys, secrets, opening, commitment }: Joiner, step: JoinerStep): Joiner => ({ invitation, keys, secrets, opening, commitment, ...step } as Joiner)

/** One message or the answer file. What is not for this joiner or comes out of turn changes nothing. */
export async function joinerReceives(joiner: Joiner, bytes: Uint8Array): Promise<Turn<Joiner>> {
  const message = await openMessage(joiner.keys, 'from inviter', bytes)
  const stay = { state: joiner, send: [] }
  if (!message || !('to' in message) || !sameBytes(message.to, joiner.commitment)) return stay
  if (message.kind === 'challenge' && joiner.step === 'committed') {
    // Only the first: a second challenge after the reveal could be chosen to match a code.
    const state = went(joiner, { step: 'revealed', code: await codeOf(joiner.keys, joiner.commitment, message.challenge), by: message.challenge })
    return { state, send: [await sealMessage(joiner.keys, 'from joiner', { kind: 'reveal', opening: joiner.opening })] }
  }
  if (message.kind === 'refuse' && (joiner.step === 'committed' || joiner.step === 'revealed')) return { state: went(joiner, { step: message.why }), send: [] }
  // Also a second answer: one that proves nothing must not shut out the one that does.
  if (message.kind !== 'answer' || (joiner.step !== 'revealed' && joiner.step !== 'let in')) return stay
  const statements = await readAll(message.statements)
  const known = joiner.step === 'let in' ? joiner.statements : []
  return { state: await finishJoining(went(joiner, { step: 'let in', code: joiner.code, by: joiner.by, statements: known }), statements), send: [] }
}

async function readAll(all: readonly Uint8Array[]): Promise<Statement[]> {
  const read = await Promise.all(all.map((bytes) => readStatement(bytes).catch(() => [])))
  return read.flat()
}

/**
 * Joins with these statements more, if they show that an admin of the section that the link named has admitted this
 * device; otherwise stays as it is. While `let in`, nothing that was received may be believed or written to.
 */
export async function finishJoining(joiner: Joiner, more: readonly Statement[]): Promise<Joiner> {
  if (joiner.step !== 'let in') return joiner
  const { invitation, secrets, by } = joiner
  const statements = [...new Map([...joiner.statements, ...more].map((statement) => [statement.hash, statement])).values()]
  const members = computeMembers(statements, invitation.root)
  const own = members.devices.get(secrets.device)
  const admitter: DeviceId | undefined = by?.device ?? own?.admittedBy
  const isAdmitted =
    members.section === invitation.section &&
    own !== undefined &&
    own.removedAt === null &&
    own.role === invitation.role &&
    sameBytes(own.signing, secrets.signing.public) &&
    sameBytes(own.exchange, secrets.exchange.public) &&
    own.admittedBy === admitter &&
    (by === null || sameBytes(members.devices.get(by.device)!.signing, by.signing))
  if (!isAdmitted) return went(joiner, { ...joiner, statements })
  const { keys } = await openKeys(secrets, members)
  return went(joiner, { step: 'joined', members, statements, secrets: { ...secrets, keys } })
}
