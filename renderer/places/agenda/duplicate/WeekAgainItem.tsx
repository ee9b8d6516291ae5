/** The item of a menu that opens the dialog of doing a week again. */
import { Menu } from '@mantine/core'
import { IconCalendarRepeat } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { addWords } from '../../../ui/words'
import { weekAgainWords } from './words'

addWords('weekAgain', weekAgainWords)

export function WeekAgainItem({ onClick }: { onClick(): void }) {
  const { t } = useTranslation('weekAgain')
  return (
    <Menu.Item leftSection={<IconCalendarRepeat size={16} />} onClick={onClick}>
      {t('open')}
    </Menu.Item>
  )
}
