import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeWindow, readWindowState, writeWindowState } from './window-state'

const laptop = { x: 0, y: 0, width: 1920, height: 1040 }
const beamer = { x: 1920, y: 0, width: 1280, height: 720 }
const state = { x: 100, y: 50, width: 1400, height: 900, maximized: false }

describe('the window', () => {
  it('opens where it was', () => {
    expect(placeWindow(state, [laptop])).toEqual({ x: 100, y: 50, width: 1400, height: 900 })
    expect(placeWindow({ ...state, x: 2000 }, [laptop, beamer])).toEqual({ x: 2000, y: 50, width: 1280, height: 720 })
  })

  it('comes back to the main screen when the other one is gone, or it was moved out of sight', () => {
    for (const lost of [{ x: 2000 }, { x: -1350 }, { y: -60 }, { y: 1030 }]) {
      expect(placeWindow({ ...state, ...lost }, [laptop])).toEqual({ width: 1400, height: 900 })
    }
  })

  it('is neither smaller than its content needs nor larger than the screen', () => {
    expect(placeWindow({ ...state, width: 10, height: 10 }, [laptop])).toMatchObject({ width: 1024, height: 640 })
    expect(placeWindow({ ...state, width: 9000, height: 9000 }, [laptop])).toMatchObject({ width: 1920, height: 1040 })
    expect(placeWindow(null, [laptop])).toEqual({ width: 1360, height: 860 })
    expect(placeWindow(null, [])).toEqual({ width: 1360, height: 860 })
  })

  it('remembers its place in a file, and does without when that is damaged', () => {
    const folder = mkdtempSync(join(tmpdir(), 'permanence-window-'))
    const path = join(folder, 'window.json')
    expect(readWindowState(path)).toBeNull()
    writeWindowState(path, state)
    expect(readWindowState(path)).toEqual(state)
    writeFileSync(path, '{"x":"0"}')
    expect(readWindowState(path)).toBeNull()
    rmSync(folder, { recursive: true })
  })
})
