/** The kept calendar of a section that is opened, changed, left and opened again. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionDraft } from '#core/domain/agenda/action'
import { newId, type ActionId, type SectionId } from '#core/domain/ids'
import { memoryJournal } from '#core/log/memory-journal'
import { PortError } from '#core/ports/errors'
import type { Host, KeptFile } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import { memoryPages } from '#core/ports/pages'
import { newSecrets } from '#core/sealing/vault'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { calendarKeeping } from './calendar-keeping'
import type { KeptCalendar } from './calendar-keeper'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'

const market: ActionDraft = { kind: 'leafleting-market', title: 'Marché', start: { local: '2026-12-05T09:00:00', zone: 'Europe/Paris' }, end: { local: '2026-12-05T12:00:00', zone: 'Europe/Paris' } }

/** A main process that has one file. */
function playHost() {
  const disk = { kept: null as KeptFile | null, files: [] as string[], gone: false }
  const calls: Partial<Record<keyof Host, (...args: never[]) => unknown>> = {
    calendarKept: () => disk.kept,
    calendarKeep: (token: string, locale: 'fr' | 'en') => (disk.kept = { path: `/partage/${token}.ics`, locale }),
    calendarWrite: (bytes: Uint8Array) => {
      if (disk.gone) throw new PortError('file-not-written', 'ENOENT')
      disk.files.push(new TextDecoder().decode(bytes))
    },
    calendarForget: () => (disk.kept = null),
  }
  const host = { call: async (name: keyof Host, ...args: never[]) => calls[name]!(...args) } as unknown as RpcClient<Host>
  return { disk, host }
}

async function openOn({ host }: ReturnType<typeof playHost>) {
  const store = await openSectionStore({ secrets: await newSecrets(newId<SectionId>()), journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  const commands = createCommands(store, Date.now)
  const heard = new Set<() => void>()
  const listen = (listener: () => void) => {
    heard.add(listener)
    listener()
    return () => heard.delete(listener)
  }
  const section = { store, commands, people: { listen } } as unknown as OpenSection
  let leave = async (_section: OpenSection): Promise<void> => {}
  const lifecycle = {
    status: () => ({ phase: 'open', complete: true }), statusChanges: { listen: (listener: () => void) => listener() }, current: () => section,
    beforeLeaving: (listener: typeof leave) => void (leave = listener),
  } as unknown as Lifecycle
  const keeping = calendarKeeping(lifecycle, host)
  const told: (KeptCalendar | null)[] = []
  keeping.topics.keptCalendar(null, (state) => told.push(state))
  return { keeping, told, leave: () => leave(section), add: async () => {
    await commands.createActions([{ id: newId<ActionId>(), draft: market }])
    for (const listener of heard) listener()
  } }
}

let main: ReturnType<typeof playHost>
beforeEach(() => void (main = playHost()))

describe('the calendar of a section that is kept', () => {
  it('is written when it is chosen, and before the section is left; not again where nothing of it changed, nor once it is forgotten', async () => {
    const { keeping, told, leave, add } = await openOn(main)
    await keeping.calls.keepCalendar({ token: 'agenda', locale: 'fr' })
    expect(main.disk.files).toHaveLength(1)
    expect(told.at(-1)).toMatchObject({ path: '/partage/agenda.ics', failing: null })
    await keeping.flush()
    expect(main.disk.files).toHaveLength(1)
    await add()
    await leave()
    expect(main.disk.files).toHaveLength(2)
    expect(main.disk.files[1]).toContain('SUMMARY:Marché')
    await keeping.calls.forgetCalendar()
    await add()
    await leave()
    expect([main.disk.files.length, main.disk.kept, told.at(-1)]).toEqual([2, null, null])
  })

  it('is none where the first write fails: it is refused, and nothing is remembered', async () => {
    const { keeping, told } = await openOn(main)
    main.disk.gone = true
    await expect(keeping.calls.keepCalendar({ token: 'agenda', locale: 'fr' })).rejects.toMatchObject({ code: 'file-not-written' })
    expect([main.disk.kept, told.at(-1)]).toEqual([null, null])
  })
})
