/** When a screen breaks: the others go on, what was saved is said to be saved, and there is something to do. React asks for a class here. */
import { Button, Stack, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Failure.module.css'

export class Failure extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <Broken onAgain={() => this.setState({ broken: false })} /> : this.props.children
  }
}

function Broken({ onAgain }: { onAgain(): void }) {
  const { t } = useTranslation(['app', 'error'])
  return (
    <Stack className={classes.page} align="center" justify="center" gap="xs" role="alert">
      <Title order={2}>{t('app:broken.title')}</Title>
      <Text c="dimmed" ta="center" maw={440}>
        {t('error:unexpected')}
      </Text>
      <Button mt="sm" onClick={onAgain}>
        {t('app:broken.again')}
      </Button>
    </Stack>
  )
}
