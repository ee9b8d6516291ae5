/** Printed copies: where they lie, and what was printed, taken or counted. */
import { Button, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '#core/domain/ids'
import type { AssetEdit } from '#core/domain/library/asset'
import { stockMoveKinds, stockOf, type StockMove, type StockMoveKind } from '#core/domain/library/stock'
import type { LibraryAsset } from '#engine/api'
import { dateLocale } from '../../ui/dates'
import { useDraft } from '../../ui/drafts'
import { Part, TextField } from '../../ui/sheet/lines'
import { useLocale } from '../../ui/settings'
import classes from './AssetSheet.module.css'

const wholeNumber = (text: string): number | null => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : null)

const moveNow = (place: string, kind: StockMoveKind, count: number): StockMove => ({ id: newId(), place, kind, count, at: Date.now() })

export function StockPart({ asset, onEdit }: { asset: LibraryAsset; onEdit(...edits: AssetEdit[]): Promise<void> }) {
  const { t } = useTranslation('library')
  const locale = dateLocale(useLocale())
  const stock = stockOf(asset.stock)
  const [place, setPlace] = useState('')
  const [kind, setKind] = useState<StockMoveKind>('printed')
  const [count, setCount] = useState('')
  const number = wholeNumber(count)
  const usual = stock[0]?.place ?? t('stock.usual')
  const note = async () => {
    if (number === null) return
    setCount('')
    await onEdit({ field: 'stock', add: [moveNow(place.trim() || usual, kind, number)] })
  }
  useDraft(number !== null, note)
  return (
    <Part title={t('sheet.part.stock')}>
      {stock.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('stock.none')}
        </Text>
      ) : (
        <ul className={classes.list}>
          {stock.map((each) => (
            <li key={each.place} className={classes.row}>
              <span className={classes.grow}>{each.place}</span>
              <Text size="xs" c="dimmed">
                {new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(each.at)}
              </Text>
              <Text size="sm" fw={600} className={classes.number} ta="right">
                {each.count.toLocaleString(locale)}
              </Text>
            </li>
          ))}
        </ul>
      )}
      <form
        className={classes.inline}
        onSubmit={(event) => {
          event.preventDefault()
          void note()
        }}
      >
        <TextInput size="xs" label={t('stock.place')} placeholder={usual} list="library-places" maxLength={60} value={place} onChange={(event) => setPlace(event.currentTarget.value)} />
        <NativeSelect size="xs" label={t('stock.move')} value={kind} data={stockMoveKinds.map((value) => ({ value, label: t(`stock.kind.${value}`) }))} onChange={(event) => setKind(event.currentTarget.value as StockMoveKind)} />
        <TextInput size="xs" label={t('stock.count')} inputMode="numeric" error={count !== '' && number === null} value={count} onChange={(event) => setCount(event.currentTarget.value)} />
        <Button type="submit" size="xs" variant="default" disabled={number === null}>
          {t('stock.add')}
        </Button>
        <datalist id="library-places">
          {stock.map((each) => (
            <option key={each.place} value={each.place} />
          ))}
        </datalist>
      </form>
      <TextField
        label={t('stock.least')} value={asset.least > 0 ? String(asset.least) : ''} placeholder="0"
        onSave={(value) => (value !== '' && wholeNumber(value) === null ? Promise.resolve(false) : onEdit({ field: 'least', value: Number(value) }))}
      />
    </Part>
  )
}
