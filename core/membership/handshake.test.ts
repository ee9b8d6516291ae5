import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId, type SectionId } from '../domain/ids'
import { newSecrets, type Secrets } from '../sealing/vault'
import { approve, finishJoining, inviterReceives, joinerReceives, openInvitation, refuse, startJoining, type Inviter, type Joiner, type Turn } from './handshake'
import { deriveInvitation, makeInvitation, readLink, writeLink, type Invitation } from './invitation'
import { admitDevice, foundSection, keysToReadWith, type Newcomer } from './keys'
import { belonging, membersOf, newDevice } from './section.fixture'
import { sealMessage } from './messages'
import type { Statement } from './statement'

const now = 1_800_000_000

describe('an invitation', () => {
  let alba: Secrets
  let nour: Secrets
  let statements: Statement[]
  let invitation: Invitation
  beforeEach(async () => {
    alba = await newSecrets(newId<SectionId>())
    nour = await newDevice(alba.section)
    statements = await foundSection(alba, 'Poste d’Alba', now)
    const made = makeInvitation({ relayUrl: 'https://relais.exemple.org', relay: 'relais-1', section: alba.section, root: statements[0]!.hash, role: 'organizer' }, now)
    invitation = await readLink(await writeLink(made))
  })

  const admitted = async (newcomer: Newcomer) => [...statements, await admitDevice(alba, membersOf(statements), newcomer, now)]
  const accept = async (inviter: Inviter, at = now) => {
    if (inviter.step !== 'asked') throw new Error(inviter.step)
    return approve(inviter, await admitted(inviter.newcomer), at)
  }
  const only = <State>({ send }: Turn<State>): Uint8Array => {
    expect(send).toHaveLength(1)
    return send[0]!
  }
  /** As far as the two codes. */
  async function meet(device = nour, name = 'Téléphone de Nour') {
    const start = await startJoining(invitation, device, name, now)
    const challenged = await inviterReceives(await openInvitation(invitation, alba), only(start), now)
    const revealed = await joinerReceives(start.state, only(challenged))
    const asked = await inviterReceives(challenged.state, only(revealed), now)
    return { start, challenged, revealed, asked, inviter: asked.state, joiner: revealed.state }
  }
  const codeOf = (end: Inviter | Joiner) => ('code' in end ? end.code : end.step)

  it('lets a device in once two people have compared six digits', async () => {
    const { inviter, joiner } = await meet()
    expect(codeOf(inviter)).toMatch(/^\d{3} \d{3}$/)
    expect(codeOf(joiner)).toBe(codeOf(inviter))
    expect(inviter).toMatchObject({ step: 'asked', newcomer: { device: nour.device, name: 'Téléphone de Nour', role: 'organizer' } })
    const { state } = await joinerReceives(joiner, only(await accept(inviter)))
    if (state.step !== 'joined') throw new Error(state.step)
    expect(belonging(state.members)).toBe('Poste d’Alba admin, Téléphone de Nour organizer')
    expect(state.secrets).toMatchObject({ section: alba.section, device: nour.device, keys: alba.keys })
  })

  it('can be refused, runs out, and is good once', async () => {
    const { inviter, joiner, start } = await meet()
    const no = await refuse(inviter)
    expect((await joinerReceives(joiner, only(no))).state.step).toBe('refused')
    expect(only(await inviterReceives(no.state, start.send[0]!, now))).toEqual(only(no))

    const late = invitation.until + 1
    expect(await startJoining(invitation, nour, 'Nour', late)).toMatchObject({ state: { step: 'expired' }, send: [] })
    const tooLate = await inviterReceives(await openInvitation(invitation, alba), start.send[0]!, late)
    expect(tooLate.state.step).toBe('expired')
    expect((await joinerReceives(start.state, only(tooLate))).state.step).toBe('expired')
    expect((await joinerReceives(joiner, only(await accept(inviter, late)))).state.step).toBe('expired')

    const yes = await accept(inviter)
    const second = await startJoining(invitation, await newDevice(alba.section), 'Cléo', now)
    expect((await joinerReceives(second.state, only(await inviterReceives(yes.state, only(second), now)))).state.step).toBe('used')
  })

  it('tells a second joiner that someone else has taken it, and goes on with the first', async () => {
    const { challenged, revealed, asked } = await meet()
    for (const state of [challenged.state, asked.state]) {
      const second = await startJoining(invitation, await newDevice(alba.section), 'Cléo', now)
      const told = await inviterReceives(state, only(second), now)
      expect(told.state).toBe(state)
      expect((await joinerReceives(second.state, only(told))).state.step).toBe('taken')
      expect((await joinerReceives(revealed.state, only(told))).state).toBe(revealed.state)
    }
  })

  it('works when what there is to know is too much for a message: the rest is in the room', async () => {
    for (let more = 0; more < 70; more++) {
      const device = await newDevice(alba.section)
      const newcomer = { device: device.device, signing: device.signing.public, exchange: device.exchange.public, role: 'volunteer', name: `Poste ${more}` } as const
      statements.push(await admitDevice(alba, membersOf(statements), newcomer, now))
    }
    const { inviter, joiner } = await meet()
    if (inviter.step !== 'asked') throw new Error(inviter.step)
    const all = await admitted(inviter.newcomer)
    const answer = only(await approve(inviter, all, now))
    expect(answer.length).toBeLessThanOrEqual(16 * 1024)
    const { state } = await joinerReceives(joiner, answer)
    if (state.step !== 'let in') throw new Error(state.step)
    expect(await keysToReadWith(state.secrets, state.statements)).toEqual(alba.keys)
    expect((await finishJoining(state, all.slice(0, 20))).step).toBe('let in')
    expect(await finishJoining(state, all)).toMatchObject({ step: 'joined', secrets: { keys: alba.keys } })
  })

  it('goes by two files, with a code that nobody can try out', async () => {
    const start = await startJoining(invitation, nour, 'Nour', now, true)
    const asked = await inviterReceives(await openInvitation(invitation, alba), only(start), now)
    expect(codeOf(asked.state)).toMatch(/^(\d{4} ){5}\d{4}$/)
    expect(codeOf(start.state)).toBe(codeOf(asked.state))
    const { state } = await joinerReceives(start.state, only(await accept(asked.state)))
    expect(state).toMatchObject({ step: 'joined', secrets: { keys: alba.keys } })
  })

  describe('with someone in the middle who has the link', () => {
    it('shows two people different codes, whoever is asked first', async () => {
      const mallory = await newDevice(alba.section)
      const codes = new Set<string>()
      for (let attempt = 0; attempt < 20; attempt++) {
        const victim = await startJoining(invitation, nour, 'Nour', now)
        const towardsAlba = await startJoining(invitation, mallory, 'Nour', now)
        const challenged = await inviterReceives(await openInvitation(invitation, alba), only(towardsAlba), now)
        const asAlba = await inviterReceives(await openInvitation(invitation, attempt % 2 ? { ...mallory, device: alba.device } : alba), only(victim), now)
        const [nourSees, malloryShows] = [await joinerReceives(victim.state, only(asAlba)), await joinerReceives(towardsAlba.state, only(challenged))]
        const albaSees = await inviterReceives(challenged.state, only(malloryShows), now)
        expect(codeOf(albaSees.state)).not.toBe(codeOf(nourSees.state))
        codes.add(codeOf(albaSees.state)).add(codeOf(nourSees.state))
      }
      expect(codes.size).toBe(40)
    })

    it('can’t show other keys than those committed to, nor challenge twice', async () => {
      const { challenged, revealed } = await meet()
      const mallory = await newDevice(alba.section)
      const keys = await deriveInvitation(invitation)
      const opening = { nonce: new Uint8Array(32), device: mallory.device, signing: mallory.signing.public, exchange: mallory.exchange.public, name: 'Nour' }
      const swapped = await inviterReceives(challenged.state, await sealMessage(keys, 'from joiner', { kind: 'reveal', opening }), now)
      expect(swapped.state).toBe(challenged.state)
      const byFile = await inviterReceives(challenged.state, await sealMessage(keys, 'from joiner', { kind: 'request', opening }), now)
      expect(byFile.state).toBe(challenged.state)
      const again = { kind: 'challenge', to: revealed.state.commitment, challenge: { nonce: new Uint8Array(32), device: mallory.device, signing: mallory.signing.public } } as const
      expect((await joinerReceives(revealed.state, await sealMessage(keys, 'from inviter', again))).state).toBe(revealed.state)
    })

    it('can’t bring a joiner into another section, nor in by someone who is no admin', async () => {
      const mallory = await newSecrets(alba.section)
      const theirs = await foundSection(mallory, 'Poste d’Alba', now)
      for (const known of [theirs, [...statements, ...theirs]]) {
        const start = await startJoining(invitation, nour, 'Nour', now)
        const challenged = await inviterReceives(await openInvitation(invitation, mallory), only(start), now)
        const revealed = await joinerReceives(start.state, only(challenged))
        const asked = await inviterReceives(challenged.state, only(revealed), now)
        if (asked.state.step !== 'asked') throw new Error(asked.state.step)
        const admission = await admitDevice(mallory, membersOf(theirs), asked.state.newcomer, now)
        const { state } = await joinerReceives(revealed.state, only(await approve(asked.state, [...known, admission], now)))
        expect(state.step).toBe('let in')
        expect((await finishJoining(state, [...statements, ...theirs])).step).toBe('let in')
      }
    })
  })

  it('ends well or not at all when the relay drops, repeats, swaps and alters messages', async () => {
    const act = fc.record({ to: fc.constantFrom('inviter', 'joiner'), which: fc.nat(9), alter: fc.nat(4).map((die) => die === 0), at: fc.nat(400) })
    let joinedRuns = 0
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
        const start = await startJoining(invitation, nour, 'Nour', now)
        let [inviter, joiner] = [await openInvitation(invitation, alba), start.state]
        const wire = [...start.send]
        for (const { to, which, alter, at } of acts) {
          const bytes = wire[which % wire.length]!.slice()
          if (alter) bytes[at % bytes.length]! ^= 1 << (at % 8)
          if (to === 'inviter') {
            const before = inviter
            const turn = await inviterReceives(inviter, bytes, now)
            if (alter) expect(turn).toEqual({ state: before, send: [] })
            inviter = turn.state
            wire.push(...turn.send)
            if (inviter.step === 'asked') {
              expect(codeOf(joiner)).toBe(inviter.code)
              const yes = await accept(inviter)
              inviter = yes.state
              wire.push(...yes.send)
            }
          } else {
            const before = joiner
            const turn = await joinerReceives(joiner, bytes)
            if (alter) expect(turn).toEqual({ state: before, send: [] })
            joiner = turn.state
            wire.push(...turn.send)
          }
        }
        expect(['committed', 'revealed', 'joined']).toContain(joiner.step)
        if (joiner.step === 'joined') {
          joinedRuns++
          expect(joiner.secrets.keys).toEqual(alba.keys)
        }
      }),
      { numRuns: 60 },
    )
    expect(joinedRuns).toBeGreaterThan(0)
  })
})
