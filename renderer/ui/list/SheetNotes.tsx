/** What the paper can't show as it should: columns too narrow for their words, characters that no font has. */
import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ContactSheetOptions, PrintedSheet } from '#core/print/sheet'
import { PaperNotes } from '../pdf/PaperNotes'
import classes from './SheetNotes.module.css'

interface Props {
  sheet: Pick<PrintedSheet, 'missing' | 'crowded'>
  orientation: ContactSheetOptions['orientation']
  onLandscape: () => void
}

export function SheetNotes({ sheet: { missing, crowded }, orientation, onLandscape }: Props) {
  const { t } = useTranslation('print')
  const portrait = orientation === 'portrait'
  return (
    <PaperNotes missing={missing}>
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
    </PaperNotes>
  )
}
