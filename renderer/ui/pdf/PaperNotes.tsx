/** What a paper can't show as it should, said before it is printed: the characters that no font has, and what its dialog adds. */
import { Alert, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { charactersInWords } from './characters-in-words'
import classes from './PaperDialog.module.css'

export function PaperNotes({ missing, children }: { missing: readonly string[]; children?: ReactNode }) {
  const { t } = useTranslation('pdf')
  if (missing.length === 0 && !children) return null
  return (
    <Alert color="orange" role="status" icon={<IconAlertTriangle size={18} aria-hidden />} className={classes.notes}>
      <Stack gap="xs">
        {children}
        {missing.length > 0 && <Text size="sm">{t('missing', { count: missing.length, list: charactersInWords(missing, t) })}</Text>}
      </Stack>
    </Alert>
  )
}
