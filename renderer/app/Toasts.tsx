/** Passing messages (undo offers, files written). Loaded after the first screen. */
import { Notifications } from '@mantine/notifications'

export default function Toasts() {
  return <Notifications position="bottom-center" limit={3} />
}
