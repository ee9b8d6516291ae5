/** The button that opens the moves of people between the shifts of an action. */
import { Button } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComerRow } from '#engine/api'
import { addWords } from '../../../ui/words'
import type { Column } from './MovesDialog'
import { movesWords } from './words'

addWords('moves', movesWords)

const MovesDialog = lazy(() => import('./MovesDialog'))

export function MovesPart({ columns, rows }: { columns: readonly Column[]; rows: readonly ComerRow[] }) {
  const { t } = useTranslation('moves')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="default" size="compact-sm" mb="xs" leftSection={<IconArrowsExchange size={14} />} onClick={() => setOpened(true)}>
        {t('open')}
      </Button>
      <Suspense fallback={null}>{opened && <MovesDialog columns={columns} rows={rows} onClose={() => setOpened(false)} />}</Suspense>
    </>
  )
}
