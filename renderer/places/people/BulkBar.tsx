/** What can be done to everyone ticked. Each deed is one entry of the history, taken back as one. */
import { Button, Menu } from '@mantine/core'
import { IconDownload, IconEraser, IconMail, IconPrinter, IconTag, IconTrash, IconUserCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { levels, type PersonEdit } from '#core/domain/person'
import { useExecute, useOfferUndo } from '../../ui/commands'
import { useTopic } from '../../ui/engine'
import { IconButton } from '../../ui/IconButton'
import { asSelection, nobody, tickedCount } from './selection'
import { WordPrompt } from './WordPrompt'
import { usePeopleView } from './view'
import classes from './BulkBar.module.css'

export default function BulkBar({ shown, onTickAll }: { shown: number; onTickAll(): void }) {
  const { t } = useTranslation(['people', 'person'])
  const view = usePeopleView()
  const execute = useExecute()
  const offerUndo = useOfferUndo()
  const facets = useTopic('facets', null)
  const [asking, setAsking] = useState<'addTag' | 'removeTag' | 'contactPerson' | null>(null)
  const count = tickedCount(view.ticked)

  async function edit(edits: PersonEdit[]) {
    setAsking(null)
    const receipt = await execute({ type: 'people.edit', selection: asSelection(view.ticked), edits })
    if (receipt) offerUndo(t('people:bulk.done', { count: receipt.changed }), receipt)
  }
  const names = (list: [string, number][] | undefined) => list?.map(([name]) => name) ?? []

  return (
    <div className={classes.bar} role="toolbar" aria-label={t('people:bulk.label')}>
      <strong role="status">{t('people:bulk.count', { count })}</strong>
      {count < shown && (
        <Button variant="subtle" size="compact-sm" onClick={onTickAll}>
          {t('people:bulk.all', { count: shown })}
        </Button>
      )}
      <span className={classes.space} />
      <Menu position="top" withinPortal shadow="md" returnFocus={false}>
        <Menu.Target>
          <Button variant="default" size="compact-sm" leftSection={<IconTag size={15} />}>
            {t('people:bulk.tag')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsking('addTag')}>{t('people:bulk.addTag')}</Menu.Item>
          <Menu.Item onClick={() => setAsking('removeTag')}>{t('people:bulk.removeTag')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Menu position="top" withinPortal shadow="md">
        <Menu.Target>
          <Button variant="default" size="compact-sm">
            {t('people:bulk.level')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {[...levels, '' as const].map((level) => (
            <Menu.Item key={level} onClick={() => void edit([{ field: 'level', value: level }])}>
              {level ? t(`person:level.${level}`) : t('people:bulk.noLevel')}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" size="compact-sm" leftSection={<IconUserCheck size={15} />} onClick={() => setAsking('contactPerson')}>
        {t('people:bulk.contactPerson')}
      </Button>
      <IconButton label={t('people:bulk.print')} icon={IconPrinter} side="top" onClick={() => view.open({ kind: 'print' })} />
      <IconButton label={t('people:output.labels')} icon={IconMail} side="top" onClick={() => view.open({ kind: 'labels' })} />
      <IconButton label={t('people:bulk.export')} icon={IconDownload} side="top" onClick={() => view.open({ kind: 'export' })} />
      <IconButton label={t('people:bulk.delete')} icon={IconTrash} side="top" onClick={() => view.open({ kind: 'delete' })} />
      <IconButton label={t('people:bulk.erase')} icon={IconEraser} side="top" onClick={() => view.open({ kind: 'erase' })} />
      <IconButton label={t('people:bulk.untick')} keys={t('people:bulk.escape')} icon={IconX} side="left" onClick={() => view.tick(nobody)} />
      {asking && (
        <WordPrompt
          title={t(`people:bulk.ask.${asking}`, { count })}
          label={t(asking === 'contactPerson' ? 'person:field.contactPerson' : 'people:bulk.tagLabel')}
          known={names(asking === 'contactPerson' ? facets?.contactPersons : facets?.tags)}
          emptyAllowed={asking === 'contactPerson'}
          onlyKnown={asking === 'removeTag'}
          onClose={() => setAsking(null)}
          onWord={(word) =>
            void edit([
              asking === 'contactPerson' ? { field: 'contactPerson', value: word } : asking === 'addTag' ? { field: 'tags', add: [word] } : { field: 'tags', remove: [word] },
            ])
          }
        />
      )}
    </div>
  )
}
