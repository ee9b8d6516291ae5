/** Topics that tell of the section that is open, also when another is opened later. */
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'
import type { Changes } from './signal'

type WhileOpen = (changes: (section: OpenSection) => Pick<Changes, 'listen'>, tell: (section: OpenSection) => void) => () => void

export const listenWhileOpen =
  (lifecycle: Lifecycle): WhileOpen =>
  (changes, tell) => {
    let listening: OpenSection | null = null
    let stop = () => {}
    const stopStatus = lifecycle.statusChanges.listen(() => {
      const phase = lifecycle.status().phase
      const section = phase === 'open' ? lifecycle.current() : null
      if (section === listening) return
      stop()
      listening = section
      stop = section ? changes(section).listen(() => tell(section)) : () => {}
    })
    return () => {
      stop()
      stopStatus()
    }
  }
