/** Entering someone: what identifies a person first, a warning as soon as somebody alike exists, Enter creates. */
import { Button, Title } from '@mantine/core'
import { IconUsers, IconX } from '@tabler/icons-react'
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '#core/domain/days'
import { newId, type PersonId } from '#core/domain/ids'
import { displayName } from '#core/domain/name-text'
import { levels, relations } from '#core/domain/person'
import { useExecute } from '../../../ui/commands'
import { useDraft } from '../../../ui/drafts'
import { useTopic } from '../../../ui/engine'
import { dateLocale } from '../../../ui/dates'
import { IconButton } from '../../../ui/IconButton'
import { useLocale } from '../../../ui/settings'
import { Part } from '../../../ui/sheet/lines'
import { showToast } from '../../../ui/toast'
import { addWords } from '../../../ui/words'
import { draftOf, emptyDraft, hasIdentity, type DraftText } from './draft-text'
import { ChoiceLine, Line } from './fields'
import { useCommunes } from './PostalLines'
import { ErasedBefore } from './ErasedBefore'
import { useErasedBefore } from './use-erased-before'
import { useSimilar } from './use-similar'
import { WordsField } from './WordsField'
import { sheetWords } from './words'
import fields from '../../../ui/sheet/fields.module.css'
import own from './NewPerson.module.css'
import classes from '../../../ui/sheet/Sheet.module.css'

addWords('sheet', sheetWords)

type TextKey = 'lastName' | 'firstName' | 'phone' | 'email' | 'postalCode' | 'city' | 'birth'

export default function NewPerson({ onClose, onOpen }: { onClose(): void; onOpen(id: PersonId): void }) {
  const { t } = useTranslation(['sheet', 'person', 'app'])
  const execute = useExecute()
  const facets = useTopic('facets', null)
  const [text, setText] = useState<DraftText>(emptyDraft)
  const [needs, setNeeds] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const form = useId()
  const draft = draftOf(text, today())
  const ready = hasIdentity(draft)
  const similar = useSimilar(draft)
  const erased = useErasedBefore(draft)
  const [despite, setDespite] = useState<'keep' | 'lift' | null>(null)
  const locale = useLocale()
  const communes = useCommunes(text.postalCode)
  const set = (change: Partial<DraftText>) => {
    setNeeds(false)
    setText((now) => ({ ...now, ...change }))
    // It was said of who was typed then.
    setDespite(null)
  }

  // What was typed makes one person, however many ask for it at once: Enter, then a sheet that opens, a lock, a quit.
  const sent = useRef<{ text: DraftText; created: Promise<PersonId | null> } | null>(null)
  const create = async (): Promise<PersonId | null> => {
    if (!ready) return null
    if (sent.current?.text === text) return sent.current.created
    const id = newId<PersonId>()
    const created = execute({ type: 'person.create', id, draft, ...(despite ? { despite } : {}) }).then((receipt) => (receipt ? id : null))
    sent.current = { text, created }
    if ((await created) === null && sent.current?.text === text) sent.current = null
    return created
  }
  // Locked or quit in the middle of typing: the record is created from what is there, to be completed later.
  useDraft(ready, create)

  async function submit(event: FormEvent, next: boolean) {
    event.preventDefault()
    if (!ready || (erased !== null && !despite)) return setNeeds(true)
    const id = await create()
    if (!id) return
    setText(emptyDraft)
    setDespite(null)
    void showToast({ message: t('sheet:new.created', { name: displayName({ emails: [], phones: [], firstName: '', lastName: '', ...draft }) || t('person:nameless') }), closeLabel: t('app:close') })
    if (next) first.current?.focus()
    // Once the form is empty: what was typed must not be committed a second time on the way out.
    else setTimeout(() => onOpen(id))
  }

  const line = (key: TextKey, label: string, input: { type?: string; hint?: string; ref?: typeof first; list?: string } = {}): ReactNode => (
    <Line label={label} labelFor={`${form}-${key}`}>
      <input
        id={`${form}-${key}`}
        ref={input.ref}
        className={`${fields.input} ${own.input}`}
        type={input.type ?? 'text'}
        list={input.list}
        placeholder={input.hint}
        autoComplete="off"
        spellCheck={false}
        autoFocus={input.ref !== undefined}
        value={text[key]}
        onChange={(event) => set({ [key]: event.currentTarget.value, ...(key === 'city' || key === 'postalCode' ? { cityCode: '' } : {}) })}
      />
    </Line>
  )

  return (
    <form
      className={classes.sheet}
      noValidate
      onSubmit={(event) => void submit(event, false)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented && (event.target as HTMLElement).ariaExpanded !== 'true') {
          // Giving up is said by Escape on an empty form only: typed text is not thrown away by one key.
          event.preventDefault()
          if (!ready) onClose()
        } else if (event.key === 'Enter' && event.shiftKey && (event.target as HTMLElement).tagName !== 'TEXTAREA') void submit(event, true)
      }}
    >
      <header className={classes.head}>
        <Title order={2} className={classes.name}>
          {t('sheet:new.title')}
        </Title>
        <IconButton icon={IconX} label={t('sheet:new.cancel')} onClick={() => (setText(emptyDraft), setTimeout(onClose))} />
      </header>
      <div className={classes.body}>
        <Part title={t('sheet:part.identity')}>
          {line('lastName', t('person:field.lastName'), { ref: first })}
          {line('firstName', t('person:field.firstName'))}
          {line('phone', t('person:field.phones'), { type: 'tel' })}
          {line('email', t('person:field.emails'), { type: 'email' })}
          <div aria-live="polite">
            {similar.length > 0 && (
              <div className={own.similar}>
                <p>
                  <IconUsers size={16} stroke={1.75} aria-hidden />
                  {t('sheet:new.similarTitle', { count: similar.length })}
                </p>
                <ul>
                  {similar.map(({ person, reasons }) => (
                    <li key={person.id}>
                      <div>
                        <strong>{displayName(person) || t('person:nameless')}</strong>
                        <small>{[reasons.map((reason) => t(`sheet:new.reason.${reason}`)).join(', '), person.city, person.phones[0]?.value].filter(Boolean).join(' · ')}</small>
                      </div>
                      <Button size="compact-xs" variant="default" onClick={() => (setText(emptyDraft), setTimeout(() => onOpen(person.id)))}>
                        {t('sheet:new.open')}
                      </Button>
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </div>
          {erased !== null && <ErasedBefore date={new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'long' }).format(erased)} despite={despite} onDespite={(choice) => (setNeeds(false), setDespite(choice))} />}
          {line('postalCode', t('person:field.postalCode'))}
          {line('city', t('person:field.city'), { list: `${form}-communes` })}
          {communes && communes.length > 0 && !communes.some(({ code }) => code === text.cityCode) && (
            <Line label="" top>
              <div className={fields.choices}>
                {communes.map(({ code, name }) => (
                  <button key={code} type="button" className={fields.choice} onClick={() => set({ city: name, cityCode: code })}>
                    {name}
                  </button>
                ))}
              </div>
            </Line>
          )}
          {line('birth', t('person:field.birth'), { hint: t('sheet:birthHint') })}
        </Part>
        <Part title={t('sheet:part.engagement')}>
          <ChoiceLine label={t('person:field.relation')} values={relations} value={text.relation} text={(value) => t(`person:relation.${value}`)} onChoose={(relation) => set({ relation })} />
          <ChoiceLine label={t('person:field.level')} values={levels} value={text.level} text={(value) => t(`person:level.${value}`)} onChoose={(level) => set({ level })} />
          <WordsField
            field="tags"
            values={text.tags}
            labels={{}}
            known={facets?.tags.map(([tag]) => tag) ?? []}
            onChange={(add, remove) => set({ tags: [...text.tags.filter((tag) => !remove.includes(tag)), ...add] })}
          />
          <Line label={t('person:field.note')} labelFor={`${form}-note`} top>
            <textarea id={`${form}-note`} className={`${fields.area} ${own.input}`} rows={3} value={text.note} onChange={(event) => set({ note: event.currentTarget.value })} />
          </Line>
        </Part>
      </div>
      <footer className={own.foot}>
        {needs && (
          <span role="alert" className={fields.error}>
            {t(ready ? 'sheet:new.erasedNeeds' : 'sheet:new.needs')}
          </span>
        )}
        <Button variant="default" onClick={(event) => void submit(event, true)}>
          {t('sheet:new.createNext')}
        </Button>
        <Button type="submit">{t('sheet:new.create')}</Button>
      </footer>
    </form>
  )
}
