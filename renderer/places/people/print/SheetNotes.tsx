/** What the paper can't show as it should, said before it is printed: characters that no font has, columns too narrow for their words. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ContactSheetOptions, PrintedSheet } from '#core/print/sheet'
import { charactersInWords } from './characters-in-words'
import classes from './ContactSheetDialog.module.css'

interface Props {
  sheet: Pick<PrintedSheet, 'missing' | 'crowded'>
  orientation: ContactSheetOptions['orientation']
  onLandscape: () => void
}

export function SheetNotes({ sheet: { missing, crowded }, orientation, onLandscape }: Props) {
  const { t } = useTranslation('print')
  if (missing.length === 0 && !crowded) return null
  const portrait = orientation === 'portrait'
  return (
    <Alert color="orange" role="status" icon={<IconAlertTriangle size={18} aria-hidden />} className={classes.notes}>
      <Stack gap="xs">
        {crowded && (
          <Group gap="sm" justify="space-between">
            <Text size="sm" className={classes.note}>
              {t(portrait ? 'crowdedPortrait' : 'crowdedLandscape')}
            </Text>
            {portrait && (
              <Button variant="default" size="compact-sm" onClick={onLandscape}>
                {t('toLandscape')}
              </Button>
            )}
          </Group>
        )}
        {missing.length > 0 && <Text size="sm">{t('missing', { count: missing.length, list: charactersInWords(missing, t) })}</Text>}
      </Stack>
    </Alert>
  )
}
