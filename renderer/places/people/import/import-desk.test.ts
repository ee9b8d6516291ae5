import { describe, expect, it } from 'vitest'
import type { ImportOptions, ImportProfile, ImportSummary } from '#core/csv/plan'
import { newId, type HistoryId } from '#core/domain/ids'
import { PortError } from '#core/ports/errors'
import type { Command } from '#engine/api'
import { importDesk, type ImportState } from './import-desk'

const summaryOf = (options: ImportOptions, headers = ['Nom', 'Mail']): ImportSummary => ({
  fileName: 'liste.csv', encoding: options.encoding ?? 'utf-8', separator: options.separator ?? ';', headerLine: 1, preview: [],
  columns: headers.map((header, at) => ({ header, field: options.mapping?.[at] ?? null, samples: [], filled: 0 })),
  rows: { read: 2, new: 2, changed: 0, unchanged: 0, setAside: 0, possible: 0 }, repairs: [], fieldChanges: [], tool: null, matched: 0, warnings: [],
})

/** An engine whose answers wait until the test lets them go. */
function slowEngine(profiles: ImportProfile[] = []) {
  const asked: { method: string; options?: ImportOptions }[] = []
  const closed: string[] = []
  const cancelled: string[] = []
  const waiting: { method: string; go: () => void; fail: (error: Error) => void }[] = []
  const kept: Command[] = []
  let sessions = 0
  const call = (method: string, request?: { id?: string; options?: ImportOptions } | Command) => {
    if (method === 'importClose') return Promise.resolve(void closed.push((request as { id: string }).id))
    if (method === 'importProfiles') return Promise.resolve(profiles)
    if (method === 'cancel') return Promise.resolve(void cancelled.push(request as unknown as string))
    if (method === 'execute') return Promise.resolve(void kept.push(request as Command))
    const options = (request as { options?: ImportOptions } | undefined)?.options
    asked.push({ method, options })
    return new Promise((resolve, reject) => {
      const answer = () => {
        if (method === 'importOpen') return { id: `s${++sessions}`, summary: summaryOf(profiles[0]?.options ?? {}), profile: profiles[0]?.name }
        if (method === 'importConfigure') return { id: 's', summary: summaryOf(options!) }
        return { history: newId<HistoryId>(), changed: 2, keptSince: 1 }
      }
      waiting.push({ method, go: () => resolve(answer()), fail: reject })
    })
  }
  const next = async (act: (call: (typeof waiting)[number]) => void = (one) => one.go()) => {
    await settled()
    const one = waiting.shift()
    if (!one) throw new Error('nothing was asked')
    act(one)
    await settled()
    return one.method
  }
  return { engine: { call } as never, asked, closed, cancelled, kept, next, idle: () => waiting.length === 0 }
}
const settled = () => new Promise((done) => setImmediate(done))
const file = (name = 'liste.csv') => new File(['Nom;Mail\n'], name)
const opened = (state: ImportState) => {
  if (state.phase !== 'open') throw new Error(`the file is not open but ${state.phase}`)
  return state
}

async function openedDesk(profiles: ImportProfile[] = []) {
  const slow = slowEngine(profiles)
  const desk = importDesk(slow.engine)
  void desk.open(file())
  await slow.next()
  return { desk, slow }
}

describe('a file that is no table', () => {
  it('is refused with its reason, and another one can be dropped at once', async () => {
    const slow = slowEngine()
    const desk = importDesk(slow.engine)
    void desk.open(file('photo.png'))
    await slow.next((call) => call.fail(new PortError('not-a-table', 'image')))
    expect(desk.state()).toEqual({ phase: 'choose', refusal: { fileName: 'photo.png', code: 'not-a-table', reason: 'image' } })
    void desk.open(file())
    await slow.next()
    expect(desk.state().phase).toBe('open')
  })

  it('leaves nothing spinning when the engine itself fails', async () => {
    const slow = slowEngine()
    const desk = importDesk(slow.engine)
    void desk.open(file())
    await slow.next((call) => call.fail(new Error('boom')))
    expect(desk.state()).toMatchObject({ phase: 'choose', refusal: { code: 'unexpected' } })
  })
})

describe('a file left while it is being read', () => {
  it('is closed on the engine when its answer comes, and shows nothing', async () => {
    const slow = slowEngine()
    const desk = importDesk(slow.engine)
    void desk.open(file())
    await settled()
    desk.leave()
    await slow.next()
    expect(desk.state()).toEqual({ phase: 'choose', refusal: null })
    expect(slow.closed).toEqual(['s1'])
    expect(slow.cancelled).toEqual(['import'])
  })
})

describe('settings changed faster than the engine reads', () => {
  it('are asked one at a time, and only the latest of those that waited', async () => {
    const { desk, slow } = await openedDesk()
    desk.configure({ encoding: 'macintosh' })
    desk.configure({ encoding: 'cp850' })
    desk.configure({ encoding: 'windows-1252' })
    await slow.next()
    await slow.next()
    expect(slow.asked.slice(1).map(({ options }) => options?.encoding)).toEqual(['macintosh', 'windows-1252'])
    expect(opened(desk.state()).file).toMatchObject({ updating: false, summary: { encoding: 'windows-1252' } })
    expect(slow.idle()).toBe(true)
  })

  it('never show the summary of settings that are no longer on screen', async () => {
    const { desk, slow } = await openedDesk()
    desk.configure({ encoding: 'macintosh' })
    await settled()
    desk.configure({ encoding: 'cp850' })
    await slow.next()
    expect(opened(desk.state()).file).toMatchObject({ updating: true, summary: { encoding: 'utf-8' } })
  })

  it('can not be imported before the preview is theirs', async () => {
    const { desk, slow } = await openedDesk()
    desk.configure({ tags: ['marché'] })
    void desk.apply()
    await slow.next()
    expect(slow.asked.map(({ method }) => method)).not.toContain('importApply')
  })
})

describe('another separator, header line or sheet', () => {
  it('forgets the columns chosen so far, which would fill the wrong fields', async () => {
    const { desk } = await openedDesk()
    desk.configure({ mapping: ['lastName', 'emails'] })
    desk.configure({ separator: ',' })
    expect(opened(desk.state()).file.options).toEqual({ separator: ',' })
  })

  it('is not the case of another encoding, whose columns are the same', async () => {
    const { desk } = await openedDesk()
    desk.configure({ mapping: ['lastName', 'emails'] })
    desk.configure({ encoding: 'cp850' })
    expect(opened(desk.state()).file.options).toEqual({ encoding: 'cp850', mapping: ['lastName', 'emails'] })
  })
})

describe('the tick under "many values would be replaced"', () => {
  it('does not outlive the columns that it was given for', async () => {
    const { desk } = await openedDesk()
    desk.configure({ acceptMajorChange: true })
    desk.configure({ tags: ['marché'] })
    expect(opened(desk.state()).file.options.acceptMajorChange).toBe(true)
    desk.configure({ mapping: ['firstName', 'emails'] })
    expect(opened(desk.state()).file.options.acceptMajorChange).toBeUndefined()
  })
})

describe('kept settings', () => {
  const profile: ImportProfile = { name: 'Fédération', headers: ['Nom', 'Mail'], options: { mapping: ['fullName', 'emails'], encoding: 'cp850', tags: ['fédé'] } }

  it('that the engine brought back are those on screen, and further changes start from them', async () => {
    const { desk, slow } = await openedDesk([profile])
    expect(opened(desk.state()).file).toMatchObject({ profile: 'Fédération', options: { mapping: ['fullName', 'emails'], tags: ['fédé'] } })
    desk.configure({ source: 'fichier 2026' })
    await slow.next()
    expect(slow.asked.at(-1)?.options).toEqual({ mapping: ['fullName', 'emails'], tags: ['fédé'], source: 'fichier 2026' })
  })

  it('are kept from what is on screen', async () => {
    const { desk, slow } = await openedDesk()
    desk.configure({ mapping: ['lastName', 'emails'] })
    await slow.next()
    expect(await desk.keepProfile(' Ma liste ')).toBe(true)
    expect(slow.kept).toEqual([
      { type: 'import.profile', profile: { name: 'Ma liste', headers: ['Nom', 'Mail'], options: { mapping: ['lastName', 'emails'] } } },
    ])
  })
})

describe('an import that is stopped half-way', () => {
  it('brings its preview back under the same settings, and says that nothing was written', async () => {
    const { desk, slow } = await openedDesk()
    desk.configure({ tags: ['marché'] })
    await slow.next()
    void desk.apply()
    await settled()
    desk.stop()
    desk.stop()
    expect(slow.closed).toEqual(['s1'])
    await slow.next((call) => call.fail(new PortError('cancelled')))
    await slow.next()
    await slow.next()
    expect(desk.state()).toMatchObject({ phase: 'open', notice: 'stopped', file: { id: 's2', options: { tags: ['marché'] } } })
  })

  it('is reported as done when it was too late to stop it', async () => {
    const { desk, slow } = await openedDesk()
    void desk.apply()
    await settled()
    desk.stop()
    await slow.next()
    expect(desk.state().phase).toBe('done')
  })
})

describe('an import that the disk refuses', () => {
  it('keeps its preview and says why', async () => {
    const { desk, slow } = await openedDesk()
    void desk.apply()
    await slow.next((call) => call.fail(new PortError('disk-full')))
    expect(desk.state()).toMatchObject({ phase: 'open', notice: 'disk-full' })
  })
})

describe('a finished import', () => {
  it('is undone once, even when asked twice', async () => {
    const { desk, slow } = await openedDesk()
    void desk.apply()
    await slow.next()
    void desk.undo()
    void desk.undo()
    await slow.next()
    expect(desk.state()).toMatchObject({ phase: 'done', undone: { changed: 2, keptSince: 1 } })
    expect(slow.idle()).toBe(true)
  })
})
