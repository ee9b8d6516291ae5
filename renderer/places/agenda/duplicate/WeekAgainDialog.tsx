/** A week of the agenda done again: which of its actions, in which weeks; added as one deed. */
import { Button, Checkbox, Group, Modal, NumberInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { againIn, type Repeated } from '#core/domain/agenda/duplicate'
import { votesSilencing } from '#core/domain/agenda/electoral-silence'
import { dateOf, daysLater } from '#core/domain/days'
import { homeZone } from '#core/domain/home-zone'
import { newId, type ActionId } from '#core/domain/ids'
import { useExecute, useOfferUndo } from '../../../ui/commands'
import { dateLocale } from '../../../ui/dates'
import { useReturnFocus } from '../../../ui/return-focus'
import { useLocale } from '../../../ui/settings'
import { useActionName } from '../Item'
import { spanOf } from '../period'
import { useAgenda, useVotes, type Shown } from '../use-agenda'
import classes from './WeekAgain.module.css'

/** Weeks ahead, and weeks in a row. */
const furthest = 52
const most = 12

const repeated = ({ of, start, end }: Shown): Repeated => ({ action: of, start, end })

/** `days`: of the week that is done again; `onMade` is told the first day of the first week that got something. */
export default function WeekAgainDialog({ days, onClose, onMade }: { days: readonly string[]; onClose(): void; onMade(day: string): void }) {
  const { t } = useTranslation('weekAgain')
  useReturnFocus()
  const execute = useExecute()
  const offerUndo = useOfferUndo()
  const name = useActionName()
  const votes = useVotes()
  const locale = dateLocale(useLocale())
  // Empty while a number is being typed anew.
  const [typedAhead, setAhead] = useState<number | ''>(1)
  const [typedCount, setCount] = useState<number | ''>(1)
  const [ahead, count] = [typedAhead || 1, typedCount || 1]
  /** Ticked otherwise than at first, by occurrence. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [working, setWorking] = useState(false)

  const weeks = Array.from({ length: count }, (_, at) => ahead + at)
  const first = daysLater(days[0]!, 7 * ahead)
  const shown = useAgenda(days)
  // Of all weeks that may be chosen, at once: what is not there yet must not be taken for nothing.
  const later = useAgenda([daysLater(days[0]!, 7), daysLater(days[0]!, 7 * (furthest + most))])
  const { from } = spanOf(days)
  const inWeeks = weeks.map((week) => {
    const span = spanOf(days.map((day) => daysLater(day, 7 * week)))
    return { weeks: week, there: (later ?? []).filter((each) => each.from >= span.from && each.from < span.to).map(repeated) }
  })
  // What began in the week before is not this week's.
  const items = (shown ?? []).filter((each) => each.of.status === 'planned' && each.from >= from).map((each) => {
    const key = `${each.action} ${each.on}`
    return { key, each, ...againIn(repeated(each), inWeeks) }
  })
  const chosen = items.filter(({ key, made }) => made.length > 0 && !turned.has(key))
  const made = chosen.flatMap((item) => item.made)

  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })
  const span = (on: string) => ({ from: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }).format(dateOf(on)), to: date.format(dateOf(daysLater(on, 6))) })
  const silenced = (item: (typeof items)[number]) =>
    [...new Set(item.made.flatMap(({ draft }) => votesSilencing(draft.kind, draft, votes, homeZone()).map((vote) => vote.day)))].map((on) => t('silence', { day: date.format(dateOf(on)) }))

  const apply = async () => {
    setWorking(true)
    const receipt = await execute({ type: 'action.create', made: made.map(({ draft }) => ({ id: newId<ActionId>(), draft })) })
    setWorking(false)
    if (!receipt) return
    onMade(daysLater(days[0]!, 7 * Math.min(...made.map((each) => each.weeks))))
    offerUndo(t('done', { count: made.length }), receipt)
  }
  const field = (value: number | '', set: (value: number | '') => void, max: number) => ({
    value, min: 1, max, clampBehavior: 'strict' as const, allowDecimal: false, allowNegative: false, inputWrapperOrder: ['label' as const, 'input' as const, 'description' as const],
    onChange: (typed: number | string) => set(typeof typed === 'number' ? typed : ''), onBlur: () => value === '' && set(1),
  })
  return (
    <Modal opened onClose={onClose} title={t('title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="sm">
        <Text size="sm" fw={600}>
          {t('of', span(days[0]!))}
        </Text>
        <Group align="flex-start" grow>
          <NumberInput label={t('in')} description={t('inHint')} data-autofocus {...field(typedAhead, setAhead, furthest)} />
          <NumberInput label={t('count')} description={t(count > 1 ? 'target' : 'targetOne', span(first))} {...field(typedCount, setCount, most)} />
        </Group>
        {shown && later && (
          <fieldset className={classes.items}>
            <legend className={classes.legend}>{t('what')}</legend>
            {items.length === 0 && <Text size="sm">{t('none')}</Text>}
            {items.map((item) => {
              const { each, key, why } = item
              const at = new Date(each.from)
              const notes = why ? [t(`why.${why}`)] : [...(item.made.length < count ? [t('partly', { count: item.made.length })] : []), ...silenced(item)]
              return (
                <Checkbox
                  key={key} label={name(each.of)} description={[each.start.local.length > 10 ? `${day.format(at)}, ${hour.format(at)}` : day.format(at), ...notes].join(' · ')}
                  checked={!why && !turned.has(key)} disabled={why !== null}
                  onChange={(event) => {
                    const next = new Set(turned)
                    if (event.currentTarget.checked) next.delete(key)
                    else next.add(key)
                    setTurned(next)
                  }}
                />
              )
            })}
          </fieldset>
        )}
        <Text size="sm" c="dimmed">
          {t('kept')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={working} disabled={made.length === 0 || !later} onClick={() => void apply()}>
            {t('apply', { count: made.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
