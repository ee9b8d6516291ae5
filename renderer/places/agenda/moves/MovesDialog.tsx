/** People as cards, shifts as columns: moved by hand or by keyboard, and nothing of it written before it is applied as a whole. */
import { Alert, Button, Group, Modal, Text, VisuallyHidden } from '@mantine/core'
import { IconArrowBackUp, IconRefreshAlert } from '@tabler/icons-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignUp } from '#core/domain/agenda/action'
import { changesOfMoves, checkMoves, mayMove, moveOf, placesAfter, stageMove, standsIn, type Move, type MovesAt } from '#core/domain/agenda/moves'
import type { Comer } from '#core/domain/agenda/places'
import type { PersonId } from '#core/domain/ids'
import { fullName } from '#core/domain/name-text'
import type { ComerRow } from '#engine/api'
import { useExecute, useOfferUndo } from '../../../ui/commands'
import { IconButton } from '../../../ui/IconButton'
import { useReturnFocus } from '../../../ui/return-focus'
import { useNow } from '../../../ui/use-now'
import { useActionEdit } from '../use-action-edit'
import { MovesColumn, type Card } from './MovesColumn'
import classes from './Moves.module.css'

export interface Column {
  /** Of the shift; empty: the whole action. */
  id: string
  label: string
  least: number
  most: number
}

const keyOf = (person: PersonId, { action, on, shift }: SignUp) => `${person} ${action} ${on} ${shift}`

export default function MovesDialog({ columns, rows, onClose }: { columns: readonly Column[]; rows: readonly ComerRow[]; onClose(): void }) {
  const { t } = useTranslation(['moves', 'person'])
  useReturnFocus()
  const { action, on } = useActionEdit()
  const execute = useExecute()
  const offerUndo = useOfferUndo()
  const now = useNow()
  const root = useRef<HTMLDivElement>(null)
  const [staged, setStaged] = useState<readonly Move[]>([])
  const [working, setWorking] = useState(false)
  /** Escape was pressed on what is pending. */
  const [urged, setUrged] = useState(false)
  /** What has the focus next: it is drawn anew where it was moved to. */
  const focusNext = useRef<{ key: string; part: 'name' | 'select' } | null>(null)

  const at: MovesAt = { action: action.id, on, shifts: columns }
  const comers = rows.flatMap(({ person, signUps }): Comer[] => signUps.map((signUp) => ({ person: person.id, signUp })))
  const { kept, stale } = checkMoves(at, comers, staged)
  const moving = new Set(kept.map(({ person }) => person)).size
  const names = new Map(rows.map(({ person }) => [person.id, fullName(person) || t('person:nameless')]))
  const nameOf = (person: PersonId) => names.get(person) ?? t('moves:somebodyGone')
  const labelOf = (id: string) => columns.find((column) => column.id === id)?.label ?? ''

  useLayoutEffect(() => {
    const next = focusNext.current
    if (!next) return
    focusNext.current = null
    const key = CSS.escape(next.key)
    root.current?.querySelector<HTMLElement>(`[data-card="${key}"] [data-part="${next.part}"], [data-undo="${key}"] button`)?.focus()
  })

  const stage = (comer: Comer, to: string | null, part: 'name' | 'select' = 'name') => {
    setUrged(false)
    focusNext.current = { key: keyOf(comer.person, comer.signUp), part }
    // Of whom it was told that she changed meanwhile, it stays told.
    const told = stale.filter(({ person, was }) => keyOf(person, was) !== keyOf(comer.person, comer.signUp))
    setStaged([...told, ...stageMove(at, comers, kept, comer, to)])
  }
  /** To the next column on that side in which she is not yet. */
  const step = (comer: Comer, from: string, by: 1 | -1) => {
    const here = columns.findIndex(({ id }) => id === from)
    const aside = by > 0 ? columns.slice(here + 1) : columns.slice(0, here).reverse()
    const next = aside.find(({ id }) => mayMove(at, comers, kept, comer, id))
    if (next) stage(comer, next.id)
  }
  const apply = async () => {
    setWorking(true)
    const receipt = await execute({ type: 'sign-up', changes: changesOfMoves(at, kept) })
    setWorking(false)
    if (!receipt) return
    onClose()
    offerUndo(t('moves:done', { count: moving }), receipt)
  }
  const leave = () => (kept.length > 0 ? setUrged(true) : onClose())

  const firstOf = columns.flatMap(({ id }) => comers.find(({ signUp }) => standsIn(at, signUp) === id) ?? [])[0]
  const cards = comers.map((comer): Card => {
    const move = moveOf(kept, comer)
    return {
      key: keyOf(comer.person, comer.signUp), name: nameOf(comer.person), state: t(`person:signUp.${comer.signUp.state}`), out: comer.signUp.state === 'cancelled' || comer.signUp.state === 'no-show', moved: move !== undefined, first: comer === firstOf,
      column: move ? move.to : standsIn(at, comer.signUp), options: columns.filter(({ id }) => mayMove(at, comers, kept, comer, id)).map(({ id }) => id),
      move: (to, part) => stage(comer, to, part), step: (from, by) => step(comer, from, by), person: comer.person,
    }
  })
  const after = new Map(placesAfter(at, comers, kept, now).map((each) => [each.shift, each.places]))
  return (
    <Modal opened onClose={leave} title={t('moves:title')} size="70rem" closeButtonProps={{ 'aria-label': t('moves:close') }}>
      <div ref={root}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('moves:how')}
        </Text>
        <div className={classes.columns}>
          {columns.map((column) => (
            <MovesColumn key={column.id} column={column} columns={columns} cards={cards} places={after.get(column.id)!} />
          ))}
        </div>
        {stale.length > 0 && (
          <Alert color="yellow" mt="sm" icon={<IconRefreshAlert />} title={t('moves:stale')}>
            {t('moves:staleMore', { names: [...new Set(stale.map(({ person }) => nameOf(person)))].join(', ') })}
          </Alert>
        )}
        <Text size="sm" fw={600} mt="sm" role="status">
          {kept.length === 0 ? t('moves:noneMoved') : t('moves:moved', { count: moving })}
          <VisuallyHidden>{kept.length > 0 ? ` ${lineOf(kept.at(-1)!)}` : ''}</VisuallyHidden>
        </Text>
        {kept.length > 0 && (
          <ul className={classes.pending} aria-label={t('moves:pending')}>
            {kept.map((move) => {
              const key = keyOf(move.person, move.was)
              return (
                <li key={key}>
                  <span>{lineOf(move)}</span>
                  <span className={classes.undo} data-undo={key}>
                    <IconButton icon={IconArrowBackUp} size="sm" label={t('moves:undo', { name: nameOf(move.person) })} onClick={() => stage({ person: move.person, signUp: move.was }, standsIn(at, move.was))} />
                  </span>
                </li>
              )
            })}
          </ul>
        )}
        <Group justify="flex-end" mt="md">
          {urged && kept.length > 0 && (
            <Text size="sm" role="alert">
              {t('moves:decide')}
            </Text>
          )}
          <Button variant="default" onClick={onClose}>
            {t(kept.length > 0 ? 'moves:discard' : 'moves:close')}
          </Button>
          <Button loading={working} disabled={kept.length === 0} onClick={() => void apply()}>
            {t('moves:apply')}
          </Button>
        </Group>
      </div>
    </Modal>
  )

  function lineOf({ person, was, to }: Move): string {
    const said = { name: nameOf(person), from: labelOf(standsIn(at, was)) }
    return to === null ? t('moves:movedAway', said) : t('moves:movedTo', { ...said, to: labelOf(to) })
  }
}
