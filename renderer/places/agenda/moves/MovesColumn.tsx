/** One shift as it would be after the moves: how many come, who waits, how many are lacking; and the cards that can be moved. */
import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconHourglass } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShiftPlaces } from '#core/domain/agenda/places'
import type { PersonId } from '#core/domain/ids'
import type { Column } from './MovesDialog'
import fields from '../../../ui/sheet/fields.module.css'
import classes from './Moves.module.css'

/** Somebody's part in a shift, and where it may go. */
export interface Card {
  key: string
  person: PersonId
  name: string
  state: string
  /** Does not come, or did not. */
  out: boolean
  moved: boolean
  /** Has the keyboard when the dialog opens. */
  first: boolean
  /** Where it would be; `null`: taken away. */
  column: string | null
  options: readonly string[]
  move(to: string | null, part?: 'name' | 'select'): void
  step(from: string, by: 1 | -1): void
}

/** Key of the card that is dragged, kept here: nobody's name goes through the system. */
let dragged: string | null = null

interface Props {
  column: Column
  columns: readonly Column[]
  cards: readonly Card[]
  places: ShiftPlaces
}

export function MovesColumn({ column, columns, cards, places }: Props) {
  const { t } = useTranslation('moves')
  const [over, setOver] = useState(false)
  const here = cards.filter((card) => card.column === column.id)
  const waits = new Set(places.waiting.map(({ person }) => person))
  const lacking = places.lacking > 0
  return (
    <div
      className={classes.column} data-over={over || undefined} role="group" aria-label={column.label}
      onDragOver={(event) => {
        if (!cards.find(({ key }) => key === dragged)?.options.includes(column.id)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        cards.find(({ key }) => key === dragged)?.move(column.id)
        dragged = null
      }}
    >
      <div className={classes.head}>
        <strong>{column.label}</strong>
        <span className={classes.numbers}>{[t('coming', { count: places.taking.length }), column.least > 0 && t('least', { count: column.least }), column.most > 0 && t('most', { count: column.most })].filter(Boolean).join(' · ')}</span>
        {column.least > 0 && (
          <span className={classes.need} data-lacking={lacking || undefined}>
            {lacking ? <IconAlertTriangle size={13} stroke={2} aria-hidden /> : <IconCheck size={13} stroke={2} aria-hidden />}
            {lacking ? t('lacking', { count: places.lacking }) : t('enough')}
          </span>
        )}
        {waits.size > 0 && (
          <span className={classes.need} data-lacking>
            <IconHourglass size={13} stroke={2} aria-hidden /> {t('waiting', { count: waits.size })}
          </span>
        )}
      </div>
      {here.length === 0 ? (
        <Text size="sm" c="dimmed" px="xs">
          {t('empty')}
        </Text>
      ) : (
        <ul className={classes.cards}>
          {here.map((card) => (
            <CardItem key={card.key} card={card} columns={columns} waits={waits.has(card.person) && !card.out} />
          ))}
        </ul>
      )}
    </div>
  )
}

function CardItem({ card, columns, waits }: { card: Card; columns: readonly Column[]; waits: boolean }) {
  const { t } = useTranslation('moves')
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    card.step(card.column!, by)
  }
  return (
    <li
      className={classes.card} data-card={card.key} data-moved={card.moved || undefined} data-out={card.out || undefined} draggable
      onDragStart={(event) => {
        dragged = card.key
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', '')
      }}
      onDragEnd={() => (dragged = null)}
    >
      <button type="button" className={classes.name} data-part="name" data-autofocus={card.first || undefined} aria-label={t('card', { name: card.name, state: card.state })} onKeyDown={press}>
        {card.name}
      </button>
      <span className={classes.state}>
        {card.state}
        {waits && ` · ${t('waits')}`}
      </span>
      <select
        className={`${fields.input} ${classes.toward}`} data-part="select" aria-label={t('toward', { name: card.name })} value={card.column!}
        onChange={(event) => card.move(event.currentTarget.value === away ? null : event.currentTarget.value, 'select')}
      >
        {columns.filter(({ id }) => id === card.column || card.options.includes(id)).map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
        <option value={away}>{t('away')}</option>
      </select>
    </li>
  )
}

/** No shift is called so. */
const away = ':away'
