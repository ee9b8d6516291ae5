/** A volunteer's computer was never given the key of the people: their places say so, and offer nothing that would be refused. */
import { Button, Stack, Text, Title } from '@mantine/core'
import { IconUserShield } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { goTo } from '../ui/route'
import { addWords } from '../ui/words'
import { volunteerWords } from './volunteer-words'
import classes from './NotForVolunteers.module.css'

addWords('volunteer', volunteerWords)

export default function NotForVolunteers({ place }: { place: 'people' | 'history' }) {
  const { t } = useTranslation(['volunteer', 'app'])
  return (
    <Stack component="section" aria-label={t(`app:nav.${place}`)} className={classes.page} align="center" justify="center" gap="xs">
      <IconUserShield size={44} stroke={1.25} className={classes.icon} aria-hidden />
      <Title order={1}>{t('volunteer:title')}</Title>
      <Text c="dimmed" maw={460} ta="center">
        {t(`volunteer:${place}`)} {t('volunteer:why')}
      </Text>
      <Button mt="sm" variant="default" onClick={() => goTo({ place: 'section', part: 'organizers' })}>
        {t('volunteer:who')}
      </Button>
    </Stack>
  )
}
