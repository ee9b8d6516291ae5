/** Passing messages (undo offers, files written), where they cover no control. Loaded after the first screen. */
import { Notifications } from '@mantine/notifications'
import classes from './Toasts.module.css'

/** Room for the longest sentences in so narrow a column. */
const tallest = '22rem'

export default function Toasts() {
  return <Notifications position="bottom-left" limit={3} notificationMaxHeight={tallest} classNames={{ root: classes.toasts! }} />
}
