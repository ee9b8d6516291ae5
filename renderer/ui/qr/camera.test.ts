import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lightCamera, type CameraState } from './camera'

/** A camera whose light can be seen, and a window that can be put away. */
function room() {
  const lit = new Set<EventTarget>()
  const answers: { give(): EventTarget; refuse(name: string): void }[] = []
  const asked: unknown[] = []
  const devices = {
    getUserMedia: (constraints: unknown) =>
      new Promise<MediaStream>((resolve, reject) => {
        asked.push(constraints)
        answers.push({
          give() {
            const track = Object.assign(new EventTarget(), { stop: () => void lit.delete(track) })
            lit.add(track)
            resolve({ getTracks: () => [track] } as unknown as MediaStream)
            return track
          },
          refuse: (name) => reject(Object.assign(new Error(name), { name })),
        })
      }),
  }
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const seen = (visibilityState: DocumentVisibilityState) => {
    page.visibilityState = visibilityState
    page.dispatchEvent(new Event('visibilitychange'))
  }
  const states: CameraState['is'][] = []
  const start = () => lightCamera(({ is }) => states.push(is), devices, page as unknown as Document)
  return { lit, answers, asked, seen, states, start }
}

const settled = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the light of the camera', () => {
  it('is on while a code is looked for, and off at the end; no sound is asked for', async () => {
    const { lit, answers, asked, states, start } = room()
    const end = start()
    answers[0]!.give()
    await settled()
    expect(lit.size).toBe(1)
    end()
    expect(lit.size).toBe(0)
    expect(states).toEqual(['starting', 'on'])
    expect(asked).toEqual([{ video: { width: { ideal: 1280 }, height: { ideal: 720 } }, audio: false }])
  })

  it('goes off where the camera answers only after the end', async () => {
    const { lit, answers, states, start } = room()
    start()()
    answers[0]!.give()
    await settled()
    expect(lit.size).toBe(0)
    expect(states).toEqual(['starting'])
  })

  it('is off while the window is put away, and on again with it', async () => {
    const { lit, answers, states, seen, start } = room()
    const end = start()
    answers[0]!.give()
    await settled()
    seen('hidden')
    expect(lit.size).toBe(0)
    seen('visible')
    answers[1]!.give()
    await settled()
    expect(lit.size).toBe(1)
    expect(states).toEqual(['starting', 'on', 'starting', 'on'])
    end()
    seen('hidden')
    seen('visible')
    expect(answers).toHaveLength(2)
    expect(lit.size).toBe(0)
  })

  it('goes off where the camera answers only once the window is put away', async () => {
    const { lit, answers, seen, start } = room()
    start()
    seen('hidden')
    answers[0]!.give()
    await settled()
    expect(lit.size).toBe(0)
  })

  it('goes off after two minutes without anything read, and stays off', async () => {
    const { lit, answers, states, seen, start } = room()
    start()
    answers[0]!.give()
    await vi.advanceTimersByTimeAsync(119_000)
    expect(lit.size).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(lit.size).toBe(0)
    expect(states.at(-1)).toBe('rested')
    seen('hidden')
    seen('visible')
    expect(answers).toHaveLength(1)
  })

  it.each([['NotFoundError', 'none'], ['NotAllowedError', 'refused'], ['NotReadableError', 'busy'], ['AbortError', 'busy']] as const)('never comes on with %s: %s', async (name, is) => {
    const { answers, states, start } = room()
    start()
    answers[0]!.refuse(name)
    await settled()
    expect(states).toEqual(['starting', is])
  })

  it('has gone with the camera that is unplugged', async () => {
    const { lit, answers, states, start } = room()
    start()
    const track = answers[0]!.give()
    await settled()
    track.dispatchEvent(new Event('ended'))
    expect(states.at(-1)).toBe('gone')
    expect(lit.size).toBe(0)
  })
})
