/** On the sheet of an action where passers-by are met: begins its stand. */
import { Button } from '@mantine/core'
import { IconBuildingStore } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ActionKind } from '#core/domain/agenda/action'
import type { EntryOf } from '#engine/api'
import { useStand } from '../../../ui/stand'
import { addWords } from '../../../ui/words'
import { standWords } from './words'

addWords('stand', standWords)

/** Where one stands and people come by. At doors and in letter boxes nobody is noted so. */
const met: readonly ActionKind[] = ['stall', 'leafleting-market', 'leafleting-station', 'public-meeting', 'demonstration', 'office', 'collection', 'other']

export function StandButton({ kind, of }: { kind: ActionKind; of: EntryOf }) {
  const { t } = useTranslation('stand')
  const ask = useStand()
  if (!met.includes(kind)) return null
  return (
    <Button variant="default" size="compact-md" leftSection={<IconBuildingStore size={16} />} onClick={() => ask(of)}>
      {t('button')}
    </Button>
  )
}
