/** The section's own sectors: their list on the left, the one that is looked at on the right. */
import { Button, Modal, Text, TextInput, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sector } from '#core/domain/agenda/territory'
import { newId, type SectorId } from '#core/domain/ids'
import { useExecute, useOfferUndo } from '../../../ui/commands'
import { useReturnFocus } from '../../../ui/return-focus'
import { SectorPart } from './SectorPart'
import { useSectors } from './use-sectors'
import classes from './TerritoryDialog.module.css'

export default function TerritoryDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('territory')
  useReturnFocus()
  const execute = useExecute()
  const offerUndo = useOfferUndo()
  const sectors = useSectors()
  const [chosen, setChosen] = useState<SectorId | null>(null)
  const [made, setMade] = useState<SectorId | null>(null)
  const [name, setName] = useState('')
  const adding = useRef<HTMLInputElement>(null)
  const shown = sectors?.find(({ id }) => id === chosen) ?? null
  const count = sectors?.length ?? 0

  // Whoever comes to a section that has some sees one.
  const first = sectors?.[0]?.id
  useEffect(() => {
    if (first) setChosen((now) => now ?? first)
  }, [first])

  const add = async () => {
    const typed = name.trim()
    if (typed === '') return
    const id = newId<SectorId>()
    // Most sections work in one commune.
    const { city = '', cityCode = '' } = shown ?? sectors?.at(-1) ?? {}
    if (!(await execute({ type: 'sector.create', made: [{ id, draft: { name: typed, city, cityCode } }] }))) return
    setName('')
    setChosen(id)
    setMade(id)
  }
  const remove = async (sector: Sector) => {
    const receipt = await execute({ type: 'sector.delete', ids: [sector.id] })
    if (!receipt) return
    setChosen(sectors?.find(({ id }) => id !== sector.id)?.id ?? null)
    adding.current?.focus()
    offerUndo(t('dialog.deleted', { name: sector.name }), receipt)
  }

  return (
    <Modal opened onClose={onClose} title={t('dialog.title')} size="min(76rem, calc(100vw - 64px))" padding={0} closeButtonProps={{ 'aria-label': t('dialog.close') }} classNames={{ header: classes.header!, body: classes.body! }}>
      <div className={classes.columns}>
        <nav className={classes.side} aria-label={t('dialog.list')}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void add()
            }}
          >
            <TextInput ref={adding} size="sm" label={t('dialog.add')} placeholder={t('dialog.addHint')} maxLength={80} value={name} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
            <Button type="submit" variant="default" size="compact-sm" mt={6} leftSection={<IconPlus size={14} />} disabled={name.trim() === ''}>
              {t('dialog.addButton')}
            </Button>
          </form>
          <ul className={classes.list}>
            {sectors?.map((sector) => (
              <li key={sector.id}>
                <button type="button" className={classes.item} aria-current={sector.id === chosen || undefined} onClick={() => setChosen(sector.id)}>
                  <span>{sector.name}</span>
                  <small>{[sector.city, t('dialog.count', { count: sector.buildings.length })].filter(Boolean).join(' · ')}</small>
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <div className={classes.main}>
          {shown ? (
            <SectorPart key={shown.id} sector={shown} isNew={shown.id === made} onDelete={() => void remove(shown)} />
          ) : (
            sectors &&
            // One that was just made comes with the next answer.
            (chosen === null || chosen !== made) && (
              <div className={classes.empty}>
                {count === 0 && <Title order={3}>{t('none.title')}</Title>}
                <Text c="dimmed" size="sm" maw="32rem">
                  {t(count === 0 ? 'none.more' : 'dialog.choose')}
                </Text>
              </div>
            )
          )}
        </div>
      </div>
    </Modal>
  )
}
