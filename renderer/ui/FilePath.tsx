/** Where a file was written, on a line of its own; a long path goes on below rather than out of sight. */
import { Text } from '@mantine/core'
import classes from './FilePath.module.css'

export function FilePath({ path }: { path: string }) {
  return (
    <Text size="sm" component="code" className={classes.path}>
      {path}
    </Text>
  )
}
