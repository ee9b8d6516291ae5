/** A sector's buildings in the order in which one walks to them; what is counted is edited where it is read. */
import { IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Building, Sector, SectorEdit } from '#core/domain/agenda/territory'
import { IconButton } from '../../../ui/IconButton'
import { useField } from '../../../ui/sheet/use-field'
import { addressOf } from './new-buildings'
import classes from './TerritoryDialog.module.css'
import fields from '../../../ui/sheet/fields.module.css'

const counts = ['floors', 'doors', 'boxes'] as const
const texts = ['building', 'stair'] as const

interface Props {
  sector: Sector
  onEdit(...edits: SectorEdit[]): Promise<boolean>
}

export function BuildingTable({ sector, onEdit }: Props) {
  const { t } = useTranslation('territory')
  const table = useRef<HTMLTableElement>(null)
  const [removed, setRemoved] = useState('')
  const { buildings, apart = [] } = sector
  // A column that says nothing of any of them is none.
  const shown = texts.filter((field) => buildings.some((building) => building[field] !== ''))
  const remove = async (building: Building, at: number) => {
    if (!(await onEdit({ field: 'buildings', remove: [building.id] }))) return
    setRemoved(t('removed', { address: addressOf(building) }))
    // To the one that takes its place: the button that was pressed is gone.
    requestAnimationFrame(() => {
      const buttons = table.current?.querySelectorAll<HTMLElement>('button') ?? []
      buttons[Math.min(at, buttons.length - 1)]?.focus()
    })
  }
  return (
    <>
      <table ref={table} className={classes.table} aria-label={t('table')}>
        <thead>
          <tr>
            <th scope="col">{t('column.address')}</th>
            {shown.map((field) => (
              <th key={field} scope="col">
                {t(`column.${field}`)}
              </th>
            ))}
            {counts.map((field) => (
              <th key={field} scope="col" className={classes.count}>
                {t(`column.${field}`)}
              </th>
            ))}
            <th scope="col">{t('column.access')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {buildings.map((building, at) => {
            const others = apart.find((each) => each.building === building.id)?.others
            const label = (field: keyof Building & ((typeof counts)[number] | 'access')) => t('cell', { column: t(`column.${field}`), address: addressOf(building) })
            return (
              <tr key={building.id}>
                <th scope="row">
                  {[building.number, building.street].filter(Boolean).join(' ')}
                  {others && <span className={classes.apart}>{t('field.apart', { others: others.join(' ; ') })}</span>}
                </th>
                {shown.map((field) => (
                  <td key={field}>{building[field]}</td>
                ))}
                {counts.map((field) => (
                  <td key={field}>
                    <CountCell label={label(field)} value={building[field]} onSave={(value) => onEdit({ field: 'buildings', set: [{ ...building, [field]: value }] })} />
                  </td>
                ))}
                <td>
                  <TextCell label={label('access')} value={building.access} onSave={(access) => onEdit({ field: 'buildings', set: [{ ...building, access }] })} />
                </td>
                <td>
                  <IconButton icon={IconTrash} label={t('remove', { address: addressOf(building) })} onClick={() => void remove(building, at)} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <span role="status" className={classes.apart}>
        {removed}
      </span>
    </>
  )
}

/** A number that is not known is an empty cell. */
function CountCell({ label, value, onSave }: { label: string; value: number; onSave(value: number): Promise<boolean> }) {
  const { input, set } = useField(value === 0 ? '' : String(value), (text) => onSave(Number(text)))
  return <input className={fields.input} aria-label={label} inputMode="numeric" maxLength={4} {...input} onChange={(event) => set(event.currentTarget.value.replaceAll(/\D/g, ''))} />
}

function TextCell({ label, value, onSave }: { label: string; value: string; onSave(value: string): Promise<boolean> }) {
  const { input } = useField(value, onSave)
  return <input className={fields.input} aria-label={label} maxLength={80} {...input} />
}
