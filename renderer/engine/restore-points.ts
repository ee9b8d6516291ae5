/**
 * Restore points of the open section: made at quiet moments, listed, gone back to. Invariants: a point covers everything
 * that was saved before it was asked for; making one never stands in the way of work, and going back is one command.
 */
import { newId, type PersonId } from '#core/domain/ids'
import { createOpener } from '#core/log/entry'
import { PortError } from '#core/ports/errors'
import type { Host } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import type { Receipt } from '#core/section/command-writer'
import { createPageSeal } from '#core/section/pages'
import { isDeleted } from '#core/section/deletion'
import type { RecordKeys } from '#core/section/record'
import type { Watch } from '#core/section/record-editor'
import { changesSince, keptPoints, readPeopleAt, type PointChanges, type PointReason, type RestorePoint } from '#core/section/restore-point'
import { framesUntil } from './frames-until'
import type { OpenSection } from './open-section'

const listName = 'restore points 1'

/** Latest first. A list that does not open is as none: the journal has everything. */
export async function readPoints({ vault }: Pick<OpenSection, 'vault'>, host: RpcClient<Host>): Promise<RestorePoint[]> {
  const sealed = await host.call('pointsRead')
  if (!sealed) return []
  try {
    return (await (await createPageSeal(vault.secrets.pageKey)).open(listName, sealed)) as RestorePoint[]
  } catch {
    return []
  }
}

/** Makes a point and lets go of those whose time is over. Rejects when the disk refuses. */
export async function makePoint(section: OpenSection, host: RpcClient<Host>, why: PointReason, now = Date.now()): Promise<void> {
  await section.store.loaded
  // No command runs meanwhile, and none is half written.
  await section.keepJournal(() => section.commands.whenQuiet(() => pointNow(section, host, why, now)))
}

/** The same, in the turn of a command that is about to change much. */
export async function pointNow({ store, journal, vault }: OpenSection, host: RpcClient<Host>, why: PointReason, now = Date.now()): Promise<void> {
  if (!(await store.log.settle())) throw new PortError('disk-full', 'edits wait to be saved')
  const { generation } = await journal.info()
  const end = store.log.end()
  const before = await readPoints({ vault }, host)
  // Nothing was done since the last one: it is this one too.
  if (before[0]?.generation === generation && before[0].end === end) return
  const point: RestorePoint = { id: newId(), at: now, why, people: store.people.size(), generation, end, erased: store.hasLeftovers() ? 0 : store.erasures().size }
  const files = new Map((await host.call('pointsSizes')).map((file) => [file.generation, file.bytes]))
  const points = keptPoints([point, ...before], now, { end }, files)
  await writePoints({ vault }, host, points)
}

/** Replaces the list; files of before that no point is in any more go. */
export async function writePoints({ vault }: Pick<OpenSection, 'vault'>, host: RpcClient<Host>, points: readonly RestorePoint[]): Promise<void> {
  const list = await (await createPageSeal(vault.secrets.pageKey)).seal(listName, points)
  await host.call('pointsWrite', list, [...new Set(points.map((kept) => kept.generation))])
}

/** The first quiet moment of a day. */
export async function makeDailyPoint(section: OpenSection, host: RpcClient<Host>, now = Date.now()): Promise<void> {
  if (section.ephemeral || section.store.people.size() === 0) return
  const [latest] = await readPoints(section, host)
  if (latest && new Date(latest.at).toDateString() === new Date(now).toDateString()) return
  await makePoint(section, host, 'daily', now)
}

interface Compared {
  point: RestorePoint
  changes: PointChanges
  /** Records as they were, of those that changed since. */
  people: ReadonlyMap<PersonId, RecordKeys>
}

/** What was compared last, and at which end of the journal: who goes back right after looking does not wait twice. */
const compared = new WeakMap<OpenSection, { generation: string; end: number; found: Compared }>()

async function readPoint(section: OpenSection, host: RpcClient<Host>, id: string, watch: Watch): Promise<Compared> {
  const { log } = section.store
  const { generation } = await section.journal.info()
  const end = log.end()
  const last = compared.get(section)
  if (last?.found.point.id === id && last.generation === generation && last.end === end && log.idle()) return last.found
  const point = (await readPoints(section, host)).find((known) => known.id === id)
  if (!point) throw new PortError('point-gone')
  const { secrets } = section.vault
  const pause = async () => watch.pause?.()

  const entries = framesUntil(point.end, (from, maxBytes) => host.call('pointReadFrom', point.generation, from, maxBytes), watch)
  const people = await readPeopleAt(entries, createOpener(secrets, section.store.membership), pause)
  // What can't be read in full must not be taken for a section that was smaller.
  if ([...people.values()].filter((keys) => !isDeleted(keys)).length < point.people) throw new PortError('point-gone', 'not whole')
  const changes = await changesSince(people, section.store.people, pause)
  const concerned = [...changes.added, ...changes.removed, ...changes.changed]
  const found: Compared = { point, changes, people: new Map(concerned.flatMap((person) => (people.has(person) ? [[person, people.get(person)!]] : []))) }
  // Not when something was done meanwhile: the next one compares with what is then.
  if (log.idle() && log.end() === end) compared.set(section, { generation, end, found })
  return found
}

/** How many people were added, removed, changed since a point. */
export async function pointChanges(section: OpenSection, host: RpcClient<Host>, id: string, watch: Watch): Promise<{ added: number; removed: number; changed: number }> {
  await section.store.loaded
  const { changes } = await readPoint(section, host, id, watch)
  return { added: changes.added.length, removed: changes.removed.length, changed: changes.changed.length }
}

/** Makes the people what they were, as one command; a point of the present is made before. */
export async function returnToPoint(section: OpenSection, host: RpcClient<Host>, id: string, watch: Watch): Promise<Receipt> {
  const { point, people, changes } = await readPoint(section, host, id, watch)
  await makePoint(section, host, 'return').catch(() => {})
  const ids = [...changes.added, ...changes.removed, ...changes.changed]
  return section.commands.returnToPoint(ids, people, new Date(point.at).toISOString(), watch)
}
