/** A set of short words (tags, action modes, skills): those in use and those suggested come up while typing; any other may be added. */
import { TagsInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SetField } from '#core/domain/person'
import { useDraft } from '../../../ui/drafts'
import { Line } from './fields'
import own from './WordsField.module.css'

interface WordsFieldProps {
  field: Exclude<SetField, 'availability'>
  values: readonly string[]
  /** Suggested words and their labels; a word without label is its own. */
  labels: Record<string, string>
  known: readonly string[]
  onChange(add: string[], remove: string[]): Promise<unknown> | void
}

export function WordsField({ field, values, labels, known, onChange }: WordsFieldProps) {
  const { t } = useTranslation(['sheet', 'person'])
  const id = useId()
  const [typed, setTyped] = useState('')
  const label = (word: string) => (Object.hasOwn(labels, word) ? labels[word]! : word)
  const words = new Map(Object.entries(labels).map(([word, text]) => [text, word]))
  const word = (text: string) => words.get(text) ?? text
  const add = (text: string) => onChange([word(text.trim())], [])
  useDraft(typed.trim() !== '', () => {
    setTyped('')
    return add(typed) ?? undefined
  })
  return (
    <Line label={t(`person:field.${field}`)} labelFor={id} fields={[field]} top>
      <TagsInput
        id={id}
        variant="unstyled"
        size="xs"
        classNames={{ input: own.input, pill: own.pill, inputField: own.typed }}
        placeholder={values.length === 0 ? t('sheet:words.add') : undefined}
        value={values.map(label)}
        data={[...new Set([...Object.values(labels), ...known.map(label)])]}
        searchValue={typed}
        onSearchChange={setTyped}
        maxDropdownHeight={220}
        onChange={(next) => {
          const kept = next.map((text) => word(text.trim()))
          void onChange(kept.filter((each) => !values.includes(each)), values.filter((each) => !kept.includes(each)))
        }}
      />
    </Line>
  )
}
