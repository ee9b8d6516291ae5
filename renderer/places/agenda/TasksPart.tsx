/** What is to be seen to before the action. */
import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../ui/drafts'
import { IconButton } from '../../ui/IconButton'
import { Part } from '../../ui/sheet/lines'
import { useActionEdit } from './use-action-edit'
import { shortId } from './short-id'
import fields from '../../ui/sheet/fields.module.css'
import classes from './TasksPart.module.css'

export function TasksPart() {
  const { t } = useTranslation('agenda')
  const { action, edit } = useActionEdit()
  const [typed, setTyped] = useState('')
  const add = async () => {
    const text = typed.trim()
    if (!text) return
    setTyped('')
    // After those that are there, in the order in which they are typed.
    await edit({ field: 'tasks', set: [{ id: `${String(action.tasks.length).padStart(2, '0')}${shortId()}`, text, done: false }] })
  }
  useDraft(typed.trim() !== '', add)
  return (
    <Part title={t('sheet.part.tasks')}>
      <ul className={classes.tasks}>
        {action.tasks.map((task) => (
          <li key={task.id}>
            <label className={classes.task} data-done={task.done || undefined}>
              <input type="checkbox" checked={task.done} onChange={() => void edit({ field: 'tasks', set: [{ ...task, done: !task.done }] })} />
              <span>{task.text}</span>
            </label>
            <IconButton icon={IconX} label={t('tasks.remove', { task: task.text })} onClick={() => void edit({ field: 'tasks', remove: [task.id] })} />
          </li>
        ))}
      </ul>
      <form
        className={classes.add}
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <input className={fields.input} aria-label={t('tasks.placeholder')} placeholder={t('tasks.placeholder')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button type="submit" size="compact-sm" variant="default" disabled={!typed.trim()}>
          {t('tasks.add')}
        </Button>
      </form>
    </Part>
  )
}
