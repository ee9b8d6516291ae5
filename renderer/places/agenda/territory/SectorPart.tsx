/** One sector: its name, where it is, its buildings, and lines to add more. */
import { Button, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { totalsOf } from '#core/domain/agenda/sector-totals'
import type { Sector, SectorEdit, SectorText } from '#core/domain/agenda/territory'
import { useExecute } from '../../../ui/commands'
import { useEngine } from '../../../ui/engine'
import { Line, Part, TextField } from '../../../ui/sheet/lines'
import { useField } from '../../../ui/sheet/use-field'
import { townOf } from '../town'
import { BuildingLines } from './BuildingLines'
import { BuildingTable } from './BuildingTable'
import classes from './TerritoryDialog.module.css'
import fields from '../../../ui/sheet/fields.module.css'

interface Props {
  sector: Sector
  /** It was made a moment ago: what comes next is where it is. */
  isNew: boolean
  onDelete(): void
}

export function SectorPart({ sector, isNew, onDelete }: Props) {
  const { t } = useTranslation('territory')
  const execute = useExecute()
  const edit = async (...edits: SectorEdit[]) => (await execute({ type: 'sector.edit', changes: [{ id: sector.id, edits }] })) !== null
  const { buildings, doors, boxes } = totalsOf(sector.buildings)
  // A sector has a name: without one nothing could choose it.
  const rename = async (value: string) => value !== '' && edit({ field: 'name', value })
  return (
    <section aria-label={sector.name}>
      <Part title={t('sector')}>
        <TextField label={t('field.name')} value={sector.name} onSave={rename}>
          <Apart sector={sector} field="name" />
        </TextField>
        <CityLine sector={sector} isNew={isNew} onSave={edit} />
        <TextField label={t('field.station')} value={sector.station} onSave={(value) => edit({ field: 'station', value })}>
          <Apart sector={sector} field="station" />
        </TextField>
      </Part>
      <Part title={t('buildings')}>
        <Text size="sm" fw={600} role="status">
          {t('totals', { buildings: t('dialog.count', { count: buildings }), doors: t('doors', { count: doors }), boxes: t('boxes', { count: boxes }) })}
        </Text>
        <BuildingTable sector={sector} onEdit={edit} />
      </Part>
      <BuildingLines sector={sector} onEdit={edit} />
      <div className={classes.foot}>
        <Button variant="subtle" color="red" size="compact-sm" leftSection={<IconTrash size={15} />} onClick={onDelete}>
          {t('dialog.delete')}
        </Button>
      </div>
    </section>
  )
}

/** What somebody wrote there on another computer meanwhile; whoever writes it anew has chosen. */
function Apart({ sector, field }: { sector: Sector; field: SectorText }) {
  const { t } = useTranslation('territory')
  const others = sector.apart?.find((each) => each.field === field)?.others
  return others ? <span className={classes.apart}>{t('field.apart', { others: others.join(' · ') })}</span> : null
}

function CityLine({ sector, isNew, onSave }: { sector: Sector; isNew: boolean; onSave(...edits: SectorEdit[]): Promise<boolean> }) {
  const { t } = useTranslation('territory')
  const engine = useEngine()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [names, setNames] = useState<string[]>([])
  const field = useField(sector.city, async (value) => {
    const { city, cityCode } = await townOf(engine, value)
    return onSave({ field: 'city', value: city }, { field: 'cityCode', value: cityCode })
  })
  const typed = field.dirty ? field.value.trim() : ''

  useEffect(() => {
    if (isNew) input.current?.focus()
  }, [isNew])
  useEffect(() => {
    if (typed.length < 2) return setNames([])
    let current = true
    engine.call('communes', typed).then((found) => current && setNames([...new Set(found.map(({ name }) => name))]), () => {})
    return () => {
      current = false
    }
  }, [engine, typed])

  return (
    <Line label={t('field.city')} labelFor={id}>
      <input ref={input} id={id} className={fields.input} autoComplete="off" spellCheck={false} list={`${id}-list`} {...field.input} />
      <datalist id={`${id}-list`}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Apart sector={sector} field="city" />
    </Line>
  )
}
