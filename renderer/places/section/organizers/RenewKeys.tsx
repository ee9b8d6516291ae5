import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Line } from '../Line'
import { useMembershipDeed } from './use-membership-deed'

export function RenewKeys() {
  const { t } = useTranslation(['organizers', 'error'])
  const { busy, refused, run } = useMembershipDeed(t('organizers:keys.done'), () => undefined)
  return (
    <>
      <Line label={t('organizers:keys.label')} more={t('organizers:keys.more')}>
        <Button flex="none" variant="default" loading={busy} onClick={() => run((engine) => engine.call('renewKeys'))}>
          {t('organizers:keys.submit')}
        </Button>
      </Line>
      {refused && (
        <Text size="sm" role="alert">
          {t(`error:${refused}`)}
        </Text>
      )}
    </>
  )
}
