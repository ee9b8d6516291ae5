/** Asks for one word (a tag, a contact person), with type-ahead over those in use. */
import { Autocomplete, Button, Group, Modal, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'

interface WordPromptProps {
  title: string
  label: string
  known: string[]
  emptyAllowed: boolean
  onlyKnown: boolean
  onWord(word: string): void
  onClose(): void
}

export function WordPrompt({ title, label, known, emptyAllowed, onlyKnown, onWord, onClose }: WordPromptProps) {
  const { t } = useTranslation(['app', 'people'])
  const [word, setWord] = useState('')
  const trimmed = word.trim()
  const allowed = (trimmed !== '' || emptyAllowed) && (!onlyKnown || known.includes(trimmed))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (allowed) onWord(trimmed)
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <form onSubmit={submit}>
        <Stack>
          <Autocomplete data-autofocus label={label} data={known} limit={8} value={word} onChange={setWord} selectFirstOptionOnChange={false} description={emptyAllowed ? t('people:bulk.emptyClears') : undefined} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" disabled={!allowed}>
              {t('people:bulk.apply')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
