/** Seven days of three half-days. Each box is one edit; arrows go from box to box. */
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Line } from './fields'
import { usePersonEdit } from './use-person-edit'
import own from './AvailabilityGrid.module.css'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const halves = ['am', 'pm', 'eve'] as const

function moveFocus(event: KeyboardEvent<HTMLTableElement>) {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key]
  const box = event.target as HTMLElement
  if (!step || box.tagName !== 'INPUT') return
  event.preventDefault()
  const [row, column] = (box.dataset.at ?? '0 0').split(' ').map(Number)
  event.currentTarget.querySelector<HTMLElement>(`[data-at="${row! + step[0]!} ${column! + step[1]!}"]`)?.focus()
}

export function AvailabilityGrid() {
  const { t } = useTranslation(['sheet', 'person'])
  const { person, edit } = usePersonEdit()
  return (
    <Line label={t('person:field.availability')} fields={['availability']} top>
      <table className={own.grid} onKeyDown={moveFocus} aria-label={t('person:field.availability')}>
        <thead>
          <tr>
            <td />
            {days.map((day) => (
              <th key={day} scope="col">
                <abbr title={t(`person:day.${day}`)}>{t(`person:day.${day}`).slice(0, 2)}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {halves.map((half, row) => (
            <tr key={half}>
              <th scope="row">{t(`person:half.${half}`)}</th>
              {days.map((day, column) => {
                const slot = `${day}-${half}`
                const free = person.availability.includes(slot)
                return (
                  <td key={day}>
                    <input
                      type="checkbox"
                      data-at={`${row} ${column}`}
                      aria-label={t('sheet:availability.slot', { day: t(`person:day.${day}`), half: t(`person:half.${half}`) })}
                      checked={free}
                      onChange={() => void edit(free ? { field: 'availability', remove: [slot] } : { field: 'availability', add: [slot] })}
                    />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Line>
  )
}
