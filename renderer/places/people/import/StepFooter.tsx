/** The foot of a step: back on the left, forward on the right, and between them that leaving costs nothing. */
import { Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './StepFooter.module.css'

export function StepFooter({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  const { t } = useTranslation('import')
  return (
    <footer className={classes.footer}>
      <Button variant="default" onClick={onBack} className={classes.button}>
        {t('back')}
      </Button>
      <Text size="xs" c="dimmed" className={classes.leaving}>
        {t('leaving')}
      </Text>
      <Group gap="md" wrap="nowrap" justify="flex-end">
        {children}
      </Group>
    </footer>
  )
}
