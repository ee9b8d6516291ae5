/** Why something was not done, in the words of its code; gray when it was the person who stopped it. */
import { Alert, type AlertProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '#core/ports/errors'

interface Props extends Pick<AlertProps, 'icon' | 'mb' | 'p'> {
  code: ErrorCode
}

export function Refusal({ code, ...rest }: Props) {
  const { t } = useTranslation('error')
  return (
    <Alert color={code === 'cancelled' ? 'gray' : 'red'} role="alert" {...rest}>
      {t(code)}
    </Alert>
  )
}
