/** In the place of a sheet: the record was deleted, and may come back, or was erased for good. */
import { Button, Stack, Text, Title } from '@mantine/core'
import { IconUserOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '#core/domain/ids'
import { useEngine } from '../../../ui/engine'
import { goTo } from '../../../ui/route'
import { usePeopleView } from '../view'
import classes from '../../../ui/sheet/Sheet.module.css'

export function Gone({ id, onClose }: { id: PersonId; onClose(): void }) {
  const { t } = useTranslation('sheet')
  const engine = useEngine()
  const view = usePeopleView()
  const [erased, setErased] = useState<boolean | null>(null)
  useEffect(() => {
    let current = true
    engine.call('isErased', id).then((answer) => current && setErased(answer), () => undefined)
    return () => {
      current = false
    }
  }, [engine, id])
  if (erased === null) return null
  return (
    <Stack className={classes.gone} align="center" justify="center" gap="xs">
      <IconUserOff size={40} stroke={1.25} aria-hidden />
      <Title order={2}>{t('gone.title')}</Title>
      <Text c="dimmed" ta="center">
        {t(erased ? 'gone.erased' : 'gone.more')}
      </Text>
      {!erased && (
        <>
          <Button mt="sm" onClick={() => goTo({ place: 'history' })}>
            {t('gone.history')}
          </Button>
          <Button variant="subtle" color="red" onClick={() => view.open({ kind: 'erase', id })}>
            {t('erase')}
          </Button>
        </>
      )}
      <Button variant="subtle" onClick={onClose}>
        {t('close')}
      </Button>
    </Stack>
  )
}
