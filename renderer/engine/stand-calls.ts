/**
 * Noting people at a stall. Each is a line of a sheet of its own, as if it had been keyed from paper: found again by its code,
 * undone as a whole. Invariant: no answer tells whether somebody was known, refused before, or was erased.
 */
import { draftOfLine, editsOfLine, namesSomebody, readPlace, type SheetFacts } from '#core/domain/agenda/entry-line'
import { nextRow } from '#core/domain/agenda/entry-rows'
import { recogniseAtStand, type StandBatch } from '#core/domain/agenda/stand'
import type { Communes } from '#core/domain/communes'
import { newId, type PersonId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import { currentWording } from '#core/domain/wordings'
import { errorCode, PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import { noticeFrom, noticeKey } from '#core/print/sign-in-notice'
import type { KeyedLine } from '#core/section/entry-commands'
import type { SectionStore } from '#core/section/section-store'
import { timeOf } from './action-time'
import type { Lifecycle } from './lifecycle'
import { linesOf } from './sheet-history'
import type { StandCalls, StandRequest } from './stand-api'

export function standCalls(lifecycle: Pick<Lifecycle, 'current' | 'hold' | 'letGo'>, communes: () => Promise<Pick<Communes, 'byPostalCode' | 'recognise'>>): Handlers<StandCalls> {
  /** One person after the other: two rows are never the same, and whoever comes twice is known the second time. */
  let turn: Promise<unknown> = Promise.resolve()
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = turn.then(work)
    turn = done.catch(() => {})
    return done
  }
  const loaded = async () => {
    const section = lifecycle.current()
    await section.store.loaded
    if (!section.store.membership.holds('people')) throw new PortError('role-forbids')
    return section
  }
  const noted = (store: SectionStore, code: string) => ({ noted: linesOf(store, code).length })

  return {
    async standBegin({ batch }) {
      const { store, index } = await loaded()
      if (!noticeFrom(store.settings().get(noticeKey))) throw new PortError('notice-missing')
      await lifecycle.hold()
      // Ready before the first person is written down.
      index().catch(() => {})
      return noted(store, batch.code)
    },
    standLine: ({ batch, of, line, locale }) =>
      inTurn(async () => {
        const { store, commands, index } = await loaded()
        if (!namesSomebody(line)) throw new PortError('unexpected', 'nobody')
        const facts = factsOf(batch, locale)
        const place = readPlace(line.place, await communes())
        const known = recogniseAtStand(await index(), line)
        const key = (person: KeyedLine['person'], fate: 'known' | 'new') =>
          commands.keyLine({
            mark: { code: batch.code, row: nextRow(linesOf(store, batch.code).map(({ row }) => row)), fate }, of: knownTime(store, of), met: true, person,
          })
        // She gives it herself, today: a box that she ticks lifts what kept her out; without one, files are still kept from bringing her back.
        const made = () => key({ id: newId<PersonId>(), draft: draftOfLine({ ...line, level: line.level ?? 'follow' }, place, facts, false), despite: line.channels.length > 0 ? 'lift' : 'keep' }, 'new')
        if (!known) await made()
        else {
          await key({ id: known.id, edits: (her: Person) => editsOfLine(her, line, place, facts) }, 'known').catch((error: unknown) => {
            // Deleted on another computer, a moment ago.
            if (errorCode(error) !== 'person-erased') throw error
            return made()
          })
        }
        return noted(store, batch.code)
      }),
    standUndo: (code) =>
      inTurn(async () => {
        const { store, commands } = await loaded()
        const last = linesOf(store, code).filter(({ label }) => label.device === store.device).sort((one, other) => other.row - one.row)[0]
        if (last) await commands.undoEntry(last.label.id)
        return noted(store, code)
      }),
    standLeave: ({ passphrase }) => lifecycle.letGo(passphrase),
  }
}

/** An action that somebody else deleted meanwhile must not keep people from being noted. */
function knownTime(store: SectionStore, of: StandRequest['of']): KeyedLine['of'] {
  const time = of && timeOf(store, of)
  return time && { ...of, at: time.occurrence.from }
}

/** « Stand : marché de la République, 12/03/2026, par Claire ». */
function factsOf({ code, place, day, collector }: StandBatch, locale: 'fr' | 'en'): SheetFacts {
  const french = locale === 'fr'
  const by = collector.trim() && `${french ? 'par' : 'by'} ${collector.trim()}`
  const source = `${french ? 'Stand\u00a0:' : 'Stall:'} ${[place.trim(), day.split('-').reverse().join('/'), by].filter(Boolean).join(', ')}`
  return { code, day, source, wording: currentWording.version }
}
