/** The shifts of an action, as a table: when, how many people, in what part. They may leave breaks or overlap; that is said. */
import { Button, Group, Text } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Shift } from '#core/domain/agenda/action'
import { instantOf } from '#core/domain/agenda/moment'
import { divideSpan } from '#core/domain/agenda/shifts'
import { IconButton } from '../../ui/IconButton'
import { Part } from '../../ui/sheet/lines'
import { useField } from '../../ui/sheet/use-field'
import { clockAt, minutesTo } from './shift-clock'
import { useActionEdit } from './use-action-edit'
import { homeZone } from '#core/domain/home-zone'
import { shortId } from './short-id'
import fields from '../../ui/sheet/fields.module.css'
import classes from './ShiftsPart.module.css'

export function ShiftsPart() {
  const { t } = useTranslation('agenda')
  const { action, start, end, edit } = useActionEdit()
  const { shifts } = action
  const home = homeZone()
  const whole = start.local.length === 10
  const length = Math.max(0, (instantOf(end, home) - instantOf(start, home)) / 60_000)

  /** Shifts that stay keep their ids, and with them who signed up. */
  const divide = async (count: number) => {
    const from = instantOf(start, home)
    const spans = divideSpan({ start, end }, count, home)
    const next = spans.map((span, at): Shift => {
      const known = shifts[at]
      return { id: known?.id ?? shortId(), from: (instantOf(span.start, home) - from) / 60_000, to: (instantOf(span.end, home) - from) / 60_000, least: known?.least ?? shifts[0]?.least ?? 1, most: known?.most ?? shifts[0]?.most ?? 0, role: known?.role ?? '' }
    })
    await edit({ field: 'shifts', set: next, remove: shifts.slice(count).map(({ id }) => id) })
  }
  const add = () => {
    const last = shifts.at(-1)
    const from = last && last.to < length ? last.to : 0
    return edit({ field: 'shifts', set: [{ id: shortId(), from, to: Math.max(from + 15, length), least: last?.least ?? 1, most: last?.most ?? 0, role: '' }] })
  }
  return (
    <Part title={t('sheet.part.shifts')}>
      {shifts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('shift.none')}
        </Text>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                {t('shift.head.time')}
              </th>
              <th scope="col">{t('shift.head.least')}</th>
              <th scope="col">{t('shift.head.most')}</th>
              <th scope="col">{t('shift.head.role')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {shifts.map((shift, at) => (
              <Row key={shift.id} shift={shift} n={at + 1} before={shifts[at - 1]} whole={whole} />
            ))}
          </tbody>
        </table>
      )}
      <Group gap={4} mt={4}>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => void add()}>
          {t('shift.add')}
        </Button>
        {!whole && [2, 3, 4].filter((count) => count !== shifts.length && length >= count * 15).map((count) => (
          <Button key={count} variant="subtle" color="gray" size="compact-sm" onClick={() => void divide(count)}>
            {t('shift.divide', { count })}
          </Button>
        ))}
      </Group>
    </Part>
  )
}

function Row({ shift, n, before, whole }: { shift: Shift; n: number; before: Shift | undefined; whole: boolean }) {
  const { t } = useTranslation('agenda')
  const { start, edit } = useActionEdit()
  const set = (change: Partial<Shift>) => edit({ field: 'shifts', set: [{ ...shift, ...change }] })
  const toTime = (which: 'from' | 'to') => async (clock: string) => {
    const minutes = minutesTo(start, clock, which === 'to' ? shift.from + 1 : 0)
    const next = { ...shift, [which]: minutes ?? NaN }
    // A shift ends after it begins: one that is moved whole keeps its length.
    if (minutes === null) return false
    if (next.to <= next.from) next.to = next.from + (shift.to - shift.from)
    await set(next)
    return true
  }
  const from = useField(clockAt(start, shift.from), toTime('from'))
  const to = useField(clockAt(start, shift.to), toTime('to'))
  const toNumber = (key: 'least' | 'most') => async (text: string) => {
    const number = text === '' ? 0 : Number(text)
    if (!Number.isInteger(number) || number < 0 || number > 9999) return false
    await set({ [key]: number })
    return true
  }
  const least = useField(String(shift.least || ''), toNumber('least'))
  const most = useField(String(shift.most || ''), toNumber('most'))
  const role = useField(shift.role, (text) => set({ role: text }))
  const gap = before ? shift.from - before.to : 0
  return (
    <>
      {gap !== 0 && (
        <tr>
          <td colSpan={6} className={classes.gap}>
            {gap > 0 ? t('shift.break', { minutes: gap }) : t('shift.overlap', { minutes: -gap })}
          </td>
        </tr>
      )}
      <tr>
        <td>{whole ? null : <input className={fields.input} type="time" aria-label={t('shift.from', { n })} {...from.input} />}</td>
        <td>{whole ? null : <input className={fields.input} type="time" aria-label={t('shift.to', { n })} {...to.input} />}</td>
        <td>
          <input className={`${fields.input} ${classes.number}`} inputMode="numeric" aria-label={t('shift.least', { n })} {...least.input} />
        </td>
        <td>
          <input className={`${fields.input} ${classes.number}`} inputMode="numeric" aria-label={t('shift.most', { n })} placeholder="∞" {...most.input} />
        </td>
        <td>
          <input className={fields.input} aria-label={t('shift.role', { n })} {...role.input} />
        </td>
        <td>
          <IconButton icon={IconX} label={t('shift.remove', { n })} onClick={() => void edit({ field: 'shifts', remove: [shift.id] })} />
        </td>
      </tr>
    </>
  )
}
