/** Under a field: the values that it got in two places apart. All are shown until one is chosen; the choice is one command, and can be undone. */
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { use, useLayoutEffect, useRef, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '#core/domain/ids'
import type { PersonField } from '#core/domain/person'
import { useExecute } from '../../../ui/commands'
import { useCellWords } from '../cells'
import { conflictName, conflictText, conflictsToSettle, type ConflictOfField } from './conflict-text'
import { PersonEditContext } from './use-person-edit'
import own from './Conflicts.module.css'

export function Conflicts({ fields }: { fields: readonly PersonField[] }) {
  // A form for someone new has lines too, and no one yet.
  const person = use(PersonEditContext)?.person
  if (!person) return null
  const here = conflictsToSettle(person).filter(({ field }) => fields.includes(field))
  return here.map((conflict) => <Conflict key={conflict.key} id={person.id} conflict={conflict} />)
}

function Conflict({ id, conflict }: { id: PersonId; conflict: ConflictOfField }) {
  const { t } = useTranslation('sheet')
  const { t: say } = useTranslation('person')
  const execute = useExecute()
  const words = useCellWords()
  const { field, key, stands, kept, others } = conflict
  const name = conflictName(conflict, say)
  const values = [{ value: stands, kept }, ...others]

  // What was pressed goes once the record says so: the keyboard then goes on to what is still to be settled, else to the field.
  const after = useRef<(() => void) | null>(null)
  useLayoutEffect(() => () => void (after.current && requestAnimationFrame(after.current)), [])
  const choose = ({ currentTarget }: MouseEvent<HTMLElement>, [choice]: readonly string[]) => {
    const sheet = currentTarget.closest('[data-sheet-body]')
    const line = currentTarget.closest('[data-line]')
    after.current = () => {
      if (document.activeElement && document.activeElement !== document.body) return
      const next = sheet?.querySelector<HTMLElement>('[data-conflict] button') ?? line?.querySelector<HTMLElement>('input, textarea, button')
      next?.focus()
    }
    void execute({ type: 'person.choose', id, key, choice: choice ?? null })
  }

  return (
    <div className={own.conflict} role="group" aria-label={t('conflict.group', { name })} data-conflict>
      <p>
        <IconArrowsSplit2 size={14} stroke={2} aria-hidden />
        {field === 'consents' ? t('conflict.consent', { name }) : t('conflict.title')}
      </p>
      <div className={own.values}>
        {values.map(({ value, kept }, at) => {
          const text = conflictText(field, value, words)
          return (
            <button key={at} type="button" className={own.value} onClick={(event) => choose(event, kept)}>
              <span className={own.text}>{text}</span>
              <small>{t(at === 0 ? 'conflict.stands' : 'conflict.other')}</small>
            </button>
          )
        })}
      </div>
    </div>
  )
}
