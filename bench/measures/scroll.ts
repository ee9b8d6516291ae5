/** Scrolling through everyone: how long a frame lasts while the table moves as fast as a wheel is turned. */
import type { BenchApp } from '../app'
import { rowWithin, type BenchRow } from '../row'

/** CSS px a frame: 3,600 a second, a hundred rows; thirty notches of a wheel. */
const step = 60
const frames = 300
/** Milliseconds: sixty frames a second, one in twenty of them late. */
const reach = 17.5

export async function measureScroll({ window }: BenchApp): Promise<BenchRow> {
  await window.getByRole('grid').waitFor()
  const taken = await window.getByRole('grid').evaluate(
    async (grid, [distance, count]) => {
      const frame = () => new Promise(requestAnimationFrame)
      await frame()
      const start = performance.now()
      for (let at = 0; at < count; at++) {
        grid.scrollTop += distance
        await frame()
      }
      const mean = (performance.now() - start) / count
      grid.scrollTop = 0
      return mean
    },
    [step, frames] as const,
  )
  return rowWithin('scroll', 'ms', taken, reach)
}
