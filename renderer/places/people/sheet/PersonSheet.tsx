/** One person, everything editable where it is read, by keyboard: Tab goes through, Enter confirms, Escape gives back, then closes. */
import { Button, Title } from '@mantine/core'
import { IconAlertTriangle, IconArrowsSplit2, IconCheck, IconChevronDown, IconChevronUp, IconEraser, IconTrash, IconX } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { displayName } from '#core/domain/name-text'
import { civilities, levels, relations, type SetField } from '#core/domain/person'
import type { PersonId } from '#core/domain/ids'
import { useExecute, useOfferUndo } from '../../../ui/commands'
import { dateLocale } from '../../../ui/dates'
import { useOpenStatus, useTopic } from '../../../ui/engine'
import { IconButton } from '../../../ui/IconButton'
import { recordMark } from '../../../ui/sharing'
import { markIcons, useMarkText } from '../../../ui/sharing-mark'
import { Part } from '../../../ui/sheet/lines'
import { addWords } from '../../../ui/words'
import { useCellWords } from '../cells'
import { usePeopleView } from '../view'
import { Gone } from './Gone'
import { AvailabilityGrid } from './AvailabilityGrid'
import { BirthLine } from './BirthLine'
import { conflictsToSettle } from './conflict-text'
import { Conflicts } from './Conflicts'
import { ConsentMatrix } from './ConsentMatrix'
import { ContactPersonLine } from './ContactPersonLine'
import { ContactPoints } from './ContactPoints'
import { DeletedApart } from './DeletedApart'
import { ChoiceLine, NoteLine, TextLine } from './fields'
import { FollowedPart } from './FollowedPart'
import { Participations } from './Participations'
import { PostalLines } from './PostalLines'
import { Presence } from './Presence'
import { PersonEditContext, useSheetCommands } from './use-person-edit'
import { WordsField } from './WordsField'
import { sheetWords } from './words'
import classes from '../../../ui/sheet/Sheet.module.css'

addWords('sheet', sheetWords)

interface PersonSheetProps {
  id: PersonId
  onClose(): void
  onNeighbour(step: -1 | 1): void
}

export default function PersonSheet({ id, onClose, onNeighbour }: PersonSheetProps) {
  const { t } = useTranslation(['sheet', 'person', 'app'])
  const person = useTopic('person', id)
  const facets = useTopic('facets', null)
  const { save } = useOpenStatus()
  const whereabouts = useTopic('whereabouts', id)
  const markText = useMarkText()
  const { edit, pending } = useSheetCommands(id)
  const execute = useExecute()
  const offerUndo = useOfferUndo()
  const view = usePeopleView()
  const { words, locale } = useCellWords()
  const editing = useMemo(() => (person ? { person, edit } : null), [person, edit])
  const sheet = useRef<HTMLDivElement>(null)
  const shown = person !== undefined

  // The keyboard follows into the sheet: its first field is where one types.
  useEffect(() => {
    if (shown) sheet.current?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true })
  }, [shown])

  if (person === undefined) return null
  if (person === null) return <Gone id={id} onClose={onClose} />

  const keys = (event: KeyboardEvent) => {
    // A popover of the sheet is not inside it on the page, but its keys come up here all the same; an open list keeps Escape.
    const target = event.target as HTMLElement
    if (event.defaultPrevented || !sheet.current?.contains(target) || target.ariaExpanded === 'true') return
    if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      onNeighbour(event.key === 'ArrowUp' ? -1 : 1)
    }
  }
  const change = (field: SetField) => (add: string[], remove: string[]) => (add.length + remove.length > 0 ? edit({ field, add, remove }) : undefined)
  const names = (list: [string, number][] | undefined) => list?.map(([name]) => name) ?? []
  const remove = async () => {
    const receipt = await execute({ type: 'people.delete', selection: { kind: 'ids', ids: [id] } })
    if (!receipt) return
    onClose()
    offerUndo(t('sheet:deleted'), receipt)
  }
  const apart = conflictsToSettle(person).length
  const state = save.state === 'failing' ? 'failing' : pending ? 'saving' : 'saved'
  const mark = state === 'saved' && whereabouts ? recordMark(whereabouts) : null
  const StateIcon = mark ? markIcons[mark.where] : state === 'failing' ? IconAlertTriangle : IconCheck
  const moment = new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'long' })

  return (
    <PersonEditContext value={editing}>
      <div ref={sheet} className={classes.sheet} onKeyDown={keys}>
        <header className={classes.head}>
          <Title order={2} className={classes.name}>
            {displayName(person) || t('person:nameless')}
          </Title>
          {apart > 0 && (
            <Button variant="default" size="compact-sm" className={classes.apart} leftSection={<IconArrowsSplit2 size={14} aria-hidden />} onClick={() => sheet.current?.querySelector<HTMLElement>('[data-conflict] button')?.focus()}>
              {t('sheet:conflict.count', { count: apart })}
            </Button>
          )}
          <span className={classes.state} data-state={state} role="status" data-testid="sheet-save-state">
            {state !== 'saving' && <StateIcon size={14} stroke={2} aria-hidden />}
            {mark ? markText(mark) : t(`sheet:${state}`)}
          </span>
          <IconButton icon={IconChevronUp} label={t('sheet:previous')} keys={`${t('app:keys.alt')} ↑`} onClick={() => onNeighbour(-1)} />
          <IconButton icon={IconChevronDown} label={t('sheet:next')} keys={`${t('app:keys.alt')} ↓`} onClick={() => onNeighbour(1)} />
          <IconButton icon={IconX} label={t('sheet:close')} keys={t('app:keys.escape')} onClick={onClose} />
        </header>
        <Presence id={id} />
        <div className={classes.body} data-sheet-body>
          <DeletedApart onDelete={() => void remove()} />
          <Part title={t('sheet:part.identity')}>
            <TextLine field="lastName" />
            <TextLine field="firstName" />
            <ChoiceLine field="civility" label={t('person:field.civility')} values={civilities} value={person.civility} text={(value) => t(`person:civility.${value}`)} onChoose={(value) => void edit({ field: 'civility', value })} />
            <TextLine field="birthName" />
            <BirthLine />
          </Part>
          <Part title={t('sheet:part.contact')}>
            <ContactPoints field="phones" />
            <ContactPoints field="emails" />
          </Part>
          <Part title={t('sheet:part.engagement')}>
            <ChoiceLine field="relation" label={t('person:field.relation')} values={relations} value={person.relation} text={(value) => t(`person:relation.${value}`)} onChoose={(value) => void edit({ field: 'relation', value })} />
            <ChoiceLine field="level" label={t('person:field.level')} values={levels} value={person.level} text={(value) => t(`person:level.${value}`)} onChoose={(value) => void edit({ field: 'level', value })} />
            <WordsField field="tags" values={person.tags} labels={{}} known={names(facets?.tags)} onChange={change('tags')} />
            <ContactPersonLine known={names(facets?.contactPersons)} />
            <WordsField field="actionModes" values={person.actionModes} labels={words.actionMode} known={names(facets?.actionModes)} onChange={change('actionModes')} />
            <WordsField field="skills" values={person.skills} labels={words.skill} known={names(facets?.skills)} onChange={change('skills')} />
            <AvailabilityGrid />
          </Part>
          <FollowedPart />
          <Participations />
          <Part title={t('sheet:part.consents')}>
            <ConsentMatrix />
          </Part>
          <Part title={t('sheet:part.address')}>
            <TextLine field="street" />
            <TextLine field="addressUnit" />
            <TextLine field="addressBuilding" />
            <TextLine field="locality" />
            <PostalLines />
            <TextLine field="country" />
          </Part>
          <Part title={t('sheet:part.notes')}>
            <NoteLine field="note" />
            <TextLine field="source" />
          </Part>
          <footer className={classes.foot}>
            {person.extra && Object.keys(person.extra).length > 0 && <p>{t('sheet:newer')}</p>}
            <Conflicts fields={['externalIds']} />
            {person.externalIds.map(({ source, value }) => (
              <p key={`${source} ${value}`}>{t('sheet:external', { source, value })}</p>
            ))}
            <p>
              {t('sheet:created', { date: moment.format(person.createdAt) })} · {t('sheet:updated', { date: moment.format(person.updatedAt) })}
            </p>
            <Button variant="subtle" color="red" size="compact-sm" leftSection={<IconTrash size={15} />} onClick={() => void remove()}>
              {t('sheet:delete')}
            </Button>
            <Button variant="subtle" color="red" size="compact-sm" leftSection={<IconEraser size={15} />} onClick={() => view.open({ kind: 'erase', id })}>
              {t('sheet:erase')}
            </Button>
          </footer>
        </div>
      </div>
    </PersonEditContext>
  )
}
