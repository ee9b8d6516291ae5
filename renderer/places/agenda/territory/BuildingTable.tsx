/** A sector's buildings in the order in which one walks to them; what is counted is edited where it is read. */
import { IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
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
  const said = useRef<HTMLSpanElement>(null)
  const leaving = useRef<{ id: string; at: number } | null>(null)
  const [removed, setRemoved] = useState('')
  const { buildings, apart = [] } = sector
  // A column that says nothing of any of them is none.
  const shown = texts.filter((field) => buildings.some((building) => building[field] !== ''))
  /** What was changed and is not shown yet, by building: the next cell is left before the answer to this one is there. */
  const pending = useRef(new Map<string, Partial<Building>>())
  useEffect(() => {
    for (const building of buildings) {
      const said = Object.entries(pending.current.get(building.id) ?? {}).filter(([field, value]) => building[field as keyof Building] !== value)
      if (said.length > 0) pending.current.set(building.id, Object.fromEntries(said))
      else pending.current.delete(building.id)
    }
  }, [buildings])
  const change = async (building: Building, said: Partial<Building>) => {
    const all = { ...pending.current.get(building.id), ...said }
    pending.current.set(building.id, all)
    const done = await onEdit({ field: 'buildings', set: [{ ...building, ...all }] })
    if (!done) pending.current.delete(building.id)
    return done
  }
  // The button that was pressed goes with its line: the focus is the next one's, or that of what was said.
  useEffect(() => {
    const gone = leaving.current
    if (!gone || buildings.some(({ id }) => id === gone.id)) return
    leaving.current = null
    const buttons = [...(table.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    const next = buttons[Math.min(gone.at, buttons.length - 1)] ?? said.current
    next?.focus()
  }, [buildings])
  const remove = async (building: Building, at: number) => {
    leaving.current = { id: building.id, at }
    if (await onEdit({ field: 'buildings', remove: [building.id] })) setRemoved(t('removed', { address: addressOf(building) }))
    else leaving.current = null
  }
  return (
    <>
      {buildings.length > 0 && <table ref={table} className={classes.table} aria-label={t('table')}>
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
            <th scope="col" className={classes.access}>
              {t('column.access')}
            </th>
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
                    <CountCell label={label(field)} value={building[field]} onSave={(value) => change(building, { [field]: value })} />
                  </td>
                ))}
                <td>
                  <TextCell label={label('access')} value={building.access} onSave={(access) => change(building, { access })} />
                </td>
                <td>
                  <IconButton icon={IconTrash} label={t('remove', { address: addressOf(building) })} onClick={() => void remove(building, at)} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>}
      <span ref={said} role="status" tabIndex={-1} className={classes.apart}>
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
