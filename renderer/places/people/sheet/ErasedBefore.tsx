/** Somebody is being entered who was perhaps erased for good: she comes back only because someone says so, and why. */
import { Radio, Stack } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './NewPerson.module.css'

interface Props {
  /** When she was erased, in words. */
  date: string
  despite: 'keep' | 'lift' | null
  onDespite(choice: 'keep' | 'lift'): void
}

export function ErasedBefore({ date, despite, onDespite }: Props) {
  const { t } = useTranslation('sheet')
  return (
    <div className={classes.similar} role="status">
      <p>
        <IconEraser size={16} stroke={1.75} aria-hidden />
        {t('new.erasedTitle', { date })}
      </p>
      <Radio.Group label={t('new.erasedChoice')} description={t('new.erasedMore')} size="sm" value={despite ?? ''} onChange={(value) => onDespite(value as 'keep' | 'lift')}>
        <Stack gap={6} mt={6}>
          <Radio size="sm" value="lift" label={t('new.erasedLift')} />
          <Radio size="sm" value="keep" label={t('new.erasedKeep')} />
        </Stack>
      </Radio.Group>
    </div>
  )
}
