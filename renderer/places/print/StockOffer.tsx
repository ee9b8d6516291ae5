/** What was printed goes to the stock in one press, to the place where the last prints went. */
import { Button, Group, TextInput } from '@mantine/core'
import { IconCheck, IconPackage } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '#core/domain/ids'
import { stockOf, type StockMove } from '#core/domain/library/stock'
import type { LibraryAsset } from '#engine/api'
import { useExecute } from '../../ui/commands'
import { useSettings } from '../../ui/settings'

const printedNow = (place: string, count: number): StockMove => ({ id: newId(), place, kind: 'printed', count, at: Date.now() })

export function StockOffer({ asset, count }: { asset: LibraryAsset; count: number }) {
  const { t } = useTranslation('press')
  const execute = useExecute()
  const { settings: { imposing }, change } = useSettings()
  const [place, setPlace] = useState(imposing.place || (stockOf(asset.stock)[0]?.place ?? t('stock.usual')))
  const [added, setAdded] = useState(false)
  const where = place.trim() || t('stock.usual')
  const add = async () => {
    if (added) return
    setAdded(true)
    const receipt = await execute({ type: 'asset.edit', changes: [{ id: asset.id, edits: [{ field: 'stock', add: [printedNow(where, count)] }] }] })
    if (!receipt) return setAdded(false)
    change({ imposing: { ...imposing, place: where } })
  }
  return (
    <Group gap={8} mt={8} wrap="nowrap" align="flex-end">
      <Button flex={1} px={6} variant="light" leftSection={added ? <IconCheck size={16} aria-hidden /> : <IconPackage size={16} aria-hidden />} aria-live="polite" onClick={() => void add()}>
        {added ? t('stock.added', { count, place: where }) : t('stock.add', { count, place: where })}
      </Button>
      {!added && <TextInput w="8rem" size="xs" aria-label={t('stock.place')} maxLength={60} value={place} onChange={(event) => setPlace(event.currentTarget.value)} />}
    </Group>
  )
}
