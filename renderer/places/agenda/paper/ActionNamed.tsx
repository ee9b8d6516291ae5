/** Which action a paper is of, in its dialog. */
import { Text } from '@mantine/core'
import type { Action, Occurrence } from '#core/domain/agenda/action'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import { useLocale } from '../../../ui/settings'

export function ActionNamed({ action, occurrence }: { action: Action; occurrence: Occurrence }) {
  const locale = useLocale()
  return (
    <div>
      <Text component="h3" fw={600}>
        {titleInWords(action, locale)}
      </Text>
      <Text size="sm" c="dimmed">
        {occasionInWords(occurrence, action, locale)}
      </Text>
    </div>
  )
}
