/**
 * Quitting. Invariant: the app ends only when the window has said that everything is on the disk, or a person has chosen
 * to lose what is not. However many times one asks: there is one sequence at a time.
 */
export interface QuitSteps {
  /** Asks the window to commit drafts and wait for the journal. Resolves to whether all is saved; never rejects. */
  prepare(): Promise<boolean>
  /** `slow`: no answer in time; `refused`: the disk did not take everything. */
  askAnyway(reason: 'slow' | 'refused'): Promise<'wait' | 'quit'>
  /** Closes the journal, removes temporary prints. */
  finish(): Promise<void>
  /** Ends the app; `isApproved` is true from here on. */
  end(): void
}

export interface QuitSequence {
  isApproved(): boolean
  /** Starts the sequence, or lets the running one go on. */
  begin(): void
}

/** How long the window may take before a person is asked. Milliseconds. */
const patience = 10_000
/** What remains is not worth more: everything acknowledged is on the disk already. Milliseconds. */
const finishPatience = 5_000

export function quitSequence(steps: QuitSteps): QuitSequence {
  let running = false
  let approved = false

  async function run(): Promise<void> {
    const answer = await within(patience, steps.prepare())
    if (answer !== true && (await steps.askAnyway(answer === 'late' ? 'slow' : 'refused')) === 'wait') return
    await within(finishPatience, steps.finish().catch(() => {}))
    approved = true
    steps.end()
  }

  return {
    isApproved: () => approved,
    begin() {
      if (running || approved) return
      running = true
      void run().finally(() => (running = false))
    },
  }
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), milliseconds)))
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
