import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PortError } from '#core/ports/errors'
import { calendarKeeper } from './calendar-keeper'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

function kept() {
  const files: string[] = []
  let content = new TextEncoder().encode('un')
  let refusal: Error | null = null
  const keeper = calendarKeeper('/partage/agenda.ics', {
    make: async () => content,
    write: async (bytes) => {
      if (refusal) throw refusal
      files.push(new TextDecoder().decode(bytes))
    },
    onState: () => {},
    now: () => Date.now(),
  })
  return { keeper, files, say: (text: string) => (content = new TextEncoder().encode(text)), refuse: (error: Error | null) => (refusal = error) }
}

describe('a calendar that is kept up to date', () => {
  it('is written once the agenda has been quiet for some seconds, and says when', async () => {
    const { keeper, files, say } = kept()
    keeper.changed()
    await vi.advanceTimersByTimeAsync(3_000)
    say('deux')
    keeper.changed()
    await vi.advanceTimersByTimeAsync(4_900)
    expect(files).toEqual([])
    await vi.advanceTimersByTimeAsync(100)
    expect(files).toEqual(['deux'])
    expect(keeper.state()).toEqual({ path: '/partage/agenda.ics', at: 1_008_000, failing: null })
  })

  it('does not wait for ever while changes go on, and is not written again where nothing of it changed', async () => {
    const { keeper, files, say } = kept()
    for (let second = 0; second < 40; second++) {
      keeper.changed()
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(files).toEqual(['un'])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(files).toEqual(['un'])
    say('deux')
    keeper.changed()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(files).toEqual(['un', 'deux'])
  })

  it('is written at once before the section is left; what nobody changed is left alone', async () => {
    const { keeper, files } = kept()
    await keeper.flush()
    expect(files).toEqual([])
    keeper.changed()
    await keeper.flush()
    expect(files).toEqual(['un'])
  })

  it('says why it can’t be written, keeps trying, and is up to date when it can', async () => {
    const { keeper, files, refuse } = kept()
    refuse(new PortError('file-not-written', 'ENOENT'))
    keeper.changed()
    await keeper.flush()
    expect(keeper.state()).toMatchObject({ at: null, failing: 'folder' })
    refuse(new PortError('disk-full'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(keeper.state()).toMatchObject({ failing: 'full' })
    refuse(new PortError('file-not-written', 'EACCES'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(keeper.state()).toMatchObject({ failing: 'refused' })
    refuse(null)
    await vi.advanceTimersByTimeAsync(60_000)
    expect([files, keeper.state()]).toMatchObject([['un'], { at: 1_180_000, failing: null }])
  })

  it('is never written again once nobody asks for it', async () => {
    const { keeper, files } = kept()
    keeper.changed()
    keeper.stop()
    keeper.changed()
    await vi.advanceTimersByTimeAsync(120_000)
    await keeper.flush()
    expect(files).toEqual([])
  })
})
