/**
 * Where the window was. Invariant: it opens where someone can see it and take hold of it, also when the screen it was on
 * has been unplugged since.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Rectangle } from 'electron'
import * as z from 'zod/mini'

export const smallestWindow = { width: 1024, height: 640 }
const usualWindow = { width: 1360, height: 860 }

const stateSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() })
export type WindowState = z.infer<typeof stateSchema>

/** `null` when there is none, or none that makes sense. */
export function readWindowState(path: string): WindowState | null {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** Without fsync: losing it costs nobody anything. */
export function writeWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(path, JSON.stringify(state), { mode: 0o600 })
  } catch {
    // A full disk: the window opens in its usual place next time.
  }
}

/** Part of the window's top edge that must be on a screen, so that it can be dragged. CSS px. */
const handle = 120

/** Fits a remembered place into the screens there are now (`workAreas`, the primary one first). */
export function placeWindow(state: WindowState | null, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  const area = state && workAreas.find((each) => holdsTopEdge(each, state))
  const screen = area ?? workAreas[0]
  const size = {
    width: Math.max(smallestWindow.width, Math.min(state?.width ?? usualWindow.width, screen?.width ?? usualWindow.width)),
    height: Math.max(smallestWindow.height, Math.min(state?.height ?? usualWindow.height, screen?.height ?? usualWindow.height)),
  }
  // Without a position Electron centres it on the primary screen.
  return state && area ? { x: state.x, y: state.y, ...size } : size
}

function holdsTopEdge(area: Rectangle, { x, y, width }: WindowState): boolean {
  const visible = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return visible >= handle && y >= area.y && y <= area.y + area.height - handle
}
