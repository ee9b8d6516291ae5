/** Buildings typed or pasted as lines, read while one types. What is not understood stays in the field and is told. */
import { Button, Text, Textarea } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buildingInWords } from '#core/domain/agenda/building-lines'
import type { Sector, SectorEdit } from '#core/domain/agenda/territory'
import type { SectorId } from '#core/domain/ids'
import { useLocale } from '../../../ui/settings'
import { readForSector, withIds } from './new-buildings'
import classes from './TerritoryDialog.module.css'

/** Read ones and unread ones that are shown: enough to see whether they are meant. */
const most = 6
/** What is in the field, by sector, while the window lives: a list that was half corrected is found again. */
const left = new Map<SectorId, string>()

interface Props {
  sector: Sector
  onEdit(...edits: SectorEdit[]): Promise<boolean>
}

export function BuildingLines({ sector, onEdit }: Props) {
  const { t } = useTranslation('territory')
  const locale = useLocale()
  const [text, setText] = useState(() => left.get(sector.id) ?? '')
  const field = useRef<HTMLTextAreaElement>(null)
  const { buildings, fresh, unread } = useMemo(() => readForSector(text, sector.buildings), [text, sector.buildings])
  const known = buildings.length - fresh.length
  const write = (typed: string) => {
    left.set(sector.id, typed)
    setText(typed)
  }
  const add = async () => {
    if (fresh.length === 0 || !(await onEdit({ field: 'buildings', set: withIds(fresh, Date.now()) }))) return
    write(unread.map((line) => line.text).join('\n'))
    field.current?.focus()
  }
  const said = [
    ...(buildings.length > 0 ? [t('lines.read', { count: buildings.length })] : []), ...(known > 0 ? [t('lines.known', { count: known })] : []), ...(unread.length > 0 ? [t('lines.unread', { count: unread.length })] : []),
  ]
  return (
    <div className={classes.wide}>
      <Textarea ref={field} label={t('lines.label')} description={t('lines.hint')} placeholder={t('lines.example')} autosize minRows={4} maxRows={12} spellCheck={false} value={text} onChange={(event) => write(event.currentTarget.value)} />
      <Text size="sm" fw={500} mt={6} role="status">
        {said.join(', ')}
      </Text>
      {unread.length > 0 && (
        <ul className={classes.faults}>
          {unread.slice(0, most).map(({ line, why, part }) => (
            <li key={line}>{t(`lines.fault.${why}`, { line, part })}</li>
          ))}
          {unread.length > most && <li>{t('lines.others', { count: unread.length - most })}</li>}
        </ul>
      )}
      {unread.length > 0 && fresh.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('lines.stays')}
        </Text>
      )}
      {fresh.length > 0 && (
        <ul className={classes.fresh}>
          {fresh.slice(0, most).map((building, at) => (
            <li key={at}>{buildingInWords(building, locale)}</li>
          ))}
          {fresh.length > most && <li>{t('lines.others', { count: fresh.length - most })}</li>}
        </ul>
      )}
      <Button mt="xs" size="compact-md" leftSection={<IconPlus size={15} />} disabled={fresh.length === 0} onClick={() => void add()}>
        {t('lines.add', { count: fresh.length })}
      </Button>
    </div>
  )
}
