/** A person who was deleted in one place and changed in another: she is here until someone keeps or deletes her. */
import { Button, Group } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useExecute } from '../../../ui/commands'
import { usePersonEdit } from './use-person-edit'
import own from './Conflicts.module.css'

export function DeletedApart({ onDelete }: { onDelete(): void }) {
  const { t } = useTranslation('sheet')
  const { person } = usePersonEdit()
  const execute = useExecute()
  const deleted = person.conflicts?.find(({ field }) => field === 'deleted')
  if (!deleted) return null
  const keep = async ({ currentTarget }: MouseEvent<HTMLElement>) => {
    const sheet = currentTarget.closest('[data-sheet-body]')
    await execute({ type: 'person.choose', id: person.id, key: deleted.key, choice: null })
    // What was pressed is gone with its question.
    requestAnimationFrame(() => sheet?.querySelector<HTMLElement>('input')?.focus())
  }
  return (
    <section className={own.deleted} aria-label={t('conflict.deletedTitle')}>
      <p>
        <IconTrash size={14} stroke={2} aria-hidden />
        {t('conflict.deletedTitle')}
      </p>
      <Group gap="xs">
        <Button size="compact-sm" onClick={(event) => void keep(event)}>
          {t('conflict.keepPerson')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDelete}>
          {t('conflict.deletePerson')}
        </Button>
      </Group>
    </section>
  )
}
