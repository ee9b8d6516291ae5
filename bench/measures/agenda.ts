/** The agenda with 5,000 actions, a tenth of which recur: turning the month in the window, and the territory in the engine. */
import { benchActions } from '../actions'
import { createBenchSection, type BenchApp } from '../app'
import { median, rowAgainst, rowWithin, type BenchRow } from '../row'

const actions = 5000
/** Made as one deed each, as a calendar file would be. */
const atOnce = 1000
const turns = 12
const asked = 15
const today = () => new Date().toISOString().slice(0, 10)

/** Milliseconds from the click that turns the month to the frame in which it is drawn, with all its lines where `filled`. */
async function turnMonths({ window }: BenchApp, filled: boolean): Promise<number[]> {
  return window.evaluate(
    async ([times, withLines]) => {
      const frame = () => new Promise(requestAnimationFrame)
      const days = () => [...document.querySelectorAll<HTMLElement>('[role=grid] [data-day]')]
      const shows = (before: string) => {
        const cells = days()
        return cells[0]?.dataset['day'] !== before && (!withLines || cells.some((cell) => !cell.dataset['other'] && cell.querySelector('a')))
      }
      const taken: number[] = []
      for (let turn = 0; turn < times; turn++) {
        await new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve), 100))
        const before = days()[0]!.dataset['day']!
        const start = performance.now()
        document.querySelector<HTMLElement>('button[aria-label="Mois suivant"]')!.click()
        while (!shows(before)) await frame()
        await frame()
        taken.push(performance.now() - start)
      }
      return taken
    },
    [turns, filled] as const,
  )
}

async function openAgenda({ window }: BenchApp): Promise<void> {
  await window.evaluate(() => (globalThis.location.hash = '#/agenda'))
  await window.getByRole('grid', { name: 'Mois' }).waitFor()
  await window.getByRole('button', { name: 'Aujourd’hui' }).click()
}

/** Two rows, of a section that is made for them. */
export async function measureAgenda(app: BenchApp): Promise<BenchRow[]> {
  await createBenchSection(app)
  await openAgenda(app)
  // The first turns load the code and the words; the same for both.
  await turnMonths(app, false)
  await openAgenda(app)
  const blank = await turnMonths(app, false)
  const all = benchActions(actions, today())
  for (let from = 0; from < all.length; from += atOnce) await app.engine.call('execute', { type: 'action.create', made: all.slice(from, from + atOnce) })
  await openAgenda(app)
  await app.window.locator('[role=grid] [data-day] a').first().waitFor()
  const full = await turnMonths(app, true)
  const coverage = await app.window.evaluate(async (times) => {
    const taken: number[] = []
    for (let run = 0; run <= times; run++) {
      const start = performance.now()
      const answer = await globalThis.faultsEngine.call('coverage', [{ now: Date.now() }])
      if (!answer.ok) throw new Error(answer.code)
      // The first works out when each takes place, as any screen of the agenda has by then.
      if (run > 0) taken.push(performance.now() - start)
    }
    return taken
  }, asked)
  return [rowAgainst('month', 'ms', median(full), { 'the same view, blank': { value: median(blank), reach: 2 } }), rowWithin('coverage', 'ms', median(coverage), 50)]
}
