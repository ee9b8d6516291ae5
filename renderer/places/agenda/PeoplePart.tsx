/** Who comes, shift by shift: who was asked, who said yes, who waits for a place, and afterwards who was there. */
import { Select, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconHourglass, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signUpStates, type SignUp, type SignUpState } from '#core/domain/agenda/action'
import { placesOf } from '#core/domain/agenda/places'
import { everyone } from '#core/domain/query'
import type { PersonId } from '#core/domain/ids'
import { fullName } from '#core/domain/name-text'
import type { Person } from '#core/domain/person'
import { phoneText } from '#core/domain/phone-text'
import type { ComerRow } from '#engine/api'
import { useExecute } from '../../ui/commands'
import { useEngine } from '../../ui/engine'
import { IconButton } from '../../ui/IconButton'
import { routeHash } from '../../ui/route'
import { Part } from '../../ui/sheet/lines'
import { ComersList } from './ComersList'
import { MovesPart } from './moves/MovesPart'
import { clockAt } from './shift-clock'
import { Suggestions } from './Suggestions'
import { useActionEdit } from './use-action-edit'
import { useAnswer } from './use-agenda'
import fields from '../../ui/sheet/fields.module.css'
import classes from './PeoplePart.module.css'

export function PeoplePart({ volunteer }: { volunteer: boolean }) {
  const { t } = useTranslation('agenda')
  return (
    <Part title={t('sheet.part.people')}>
      {volunteer ? (
        <Text size="sm" c="dimmed">
          {t('people.volunteer')}
        </Text>
      ) : (
        <Comers />
      )}
    </Part>
  )
}

interface Group {
  /** Of the shift; empty: the whole action. */
  id: string
  label: string
  least: number
  most: number
}

function Comers() {
  const { t } = useTranslation('agenda')
  const { action, on, start, over } = useActionEdit()
  const execute = useExecute()
  const rows = useAnswer(`${action.id} ${on}`, (engine) => engine.call('comers', { action: action.id, on }))
  if (!rows) return null
  const ofShifts = action.shifts.map(({ id, from, to, role, least, most }): Group => ({ id, least, most, label: [start.local.length > 10 ? `${clockAt(start, from)} – ${clockAt(start, to)}` : '', role].filter(Boolean).join(' · ') || t('people.add') }))
  const shifts = new Set(ofShifts.map(({ id }) => id))
  // Somebody may be signed up for a shift that was removed since: she is shown, not lost.
  const others = rows.some(({ signUps }) => signUps.some(({ shift }) => !shifts.has(shift)))
  const groups = others || ofShifts.length === 0 ? [...ofShifts, { id: '', label: t('shift.whole'), least: 0, most: 0 }] : ofShifts
  const invite = (person: PersonId) => void execute({ type: 'sign-up', changes: [{ person, signUp: { action: action.id, on, shift: groups[0]!.id }, state: 'invited' }] })
  return (
    <>
      {groups.length > 1 && rows.length > 0 && <MovesPart columns={groups} rows={rows} />}
      {groups.map((group) => (
        <ShiftComers key={group.id} group={group} rows={rows} shifts={shifts} />
      ))}
      <ComersList rows={rows} />
      {!over && action.status === 'planned' && <Suggestions onInvite={invite} />}
    </>
  )
}

function ShiftComers({ group, rows, shifts }: { group: Group; rows: readonly ComerRow[]; shifts: ReadonlySet<string> }) {
  const { t } = useTranslation(['agenda', 'person'])
  const { action, on, over } = useActionEdit()
  const execute = useExecute()
  const isHere = ({ shift }: SignUp) => (group.id === '' ? !shifts.has(shift) : shift === group.id)
  const here = rows.flatMap((row) => row.signUps.filter(isHere).map((signUp) => ({ row, signUp })))
  const { lacking, waiting } = placesOf(group, here.map(({ row, signUp }) => ({ person: row.person.id, signUp })))
  const waits = new Set(waiting.map(({ person }) => person))
  const say = (person: PersonId, { action: id, on: at, shift }: Pick<SignUp, 'action' | 'on' | 'shift'>, state: SignUpState | null) => execute({ type: 'sign-up', changes: [{ person, signUp: { action: id, on: at, shift }, state }] })
  const nameOf = (person: Pick<Person, 'firstName' | 'lastName'>) => fullName(person) || t('person:nameless')
  return (
    <div className={classes.shift} role="group" aria-label={group.label}>
      <p className={classes.head}>
        <strong>{group.label}</strong>
        {group.least > 0 && !over && (
          <span className={classes.need} data-lacking={lacking > 0 || undefined}>
            {lacking > 0 ? <IconAlertTriangle size={13} stroke={2} aria-hidden /> : <IconCheck size={13} stroke={2} aria-hidden />}
            {lacking > 0 ? t('agenda:people.missing', { count: lacking }) : t('agenda:people.enough')}
          </span>
        )}
      </p>
      {here.length > 0 && (
        <ul className={classes.people}>
          {here.map(({ row, signUp }) => (
            <li key={`${row.person.id} ${signUp.action} ${signUp.on} ${signUp.shift}`} data-waits={waits.has(row.person.id) || undefined} data-out={signUp.state === 'cancelled' || signUp.state === 'no-show' || undefined}>
              <a href={routeHash({ place: 'people', person: row.person.id })} aria-label={t('agenda:people.open', { name: nameOf(row.person) })} className={classes.name}>
                {nameOf(row.person)}
              </a>
              <span className={classes.phone}>{phoneText(row.person.phones[0]?.value ?? '')}</span>
              <select className={`${fields.input} ${classes.state}`} aria-label={t('agenda:people.state', { name: nameOf(row.person) })} value={signUp.state} onChange={(event) => void say(row.person.id, signUp, event.currentTarget.value as SignUpState)}>
                {signUpStates.map((state) => (
                  <option key={state} value={state}>
                    {t(`person:signUp.${state}`)}
                  </option>
                ))}
              </select>
              <IconButton icon={IconX} label={t('agenda:people.remove', { name: nameOf(row.person) })} onClick={() => void say(row.person.id, signUp, null)} />
              {waits.has(row.person.id) && (
                <span className={classes.waits}>
                  <IconHourglass size={13} stroke={2} aria-hidden /> {t('agenda:people.waits')}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <PersonPicker
        label={t('agenda:people.inShift', { shift: group.label })} known={new Set(here.map(({ row }) => row.person.id))}
        onChoose={(person) => void say(person, { action: action.id, on, shift: group.id }, over ? 'attended' : 'signed-up')}
      />
    </div>
  )
}

/** Rows that a search offers. */
const offered = 8

export function PersonPicker({ label, known, onChoose }: { label: string; known: ReadonlySet<PersonId>; onChoose(id: PersonId): void }) {
  const { t } = useTranslation(['agenda', 'person'])
  const engine = useEngine()
  const [search, setSearch] = useState('')
  const [found, setFound] = useState<Person[]>([])
  useEffect(() => {
    if (search.trim() === '') return setFound([])
    let current = true
    engine.call('rows', { query: { ...everyone, search }, start: 0, end: offered + known.size }).then(({ rows }) => current && setFound(rows), () => {})
    return () => {
      current = false
    }
  }, [engine, search, known.size])
  const choose = (id: PersonId) => {
    setSearch('')
    onChoose(id)
  }
  const options = found.filter(({ id }) => !known.has(id)).slice(0, offered)
  // What comes in above may push the field out of sight while it is typed into: what was found moves with it, and is not hidden.
  return (
    <Select
      size="xs" searchable aria-label={label} placeholder={t('agenda:people.placeholder')} value={null} searchValue={search} onSearchChange={setSearch} filter={({ options: all }) => all}
      nothingFoundMessage={search.trim() ? t('agenda:people.nobody') : null} rightSection={null} comboboxProps={{ withinPortal: false, hideDetached: false }}
      onKeyDown={(event) => {
        // The first that was found: its name was typed, and it came after the last letter.
        if (event.key !== 'Enter' || !options[0] || event.currentTarget.hasAttribute('aria-activedescendant')) return
        event.preventDefault()
        choose(options[0].id)
      }}
      data={options.map((person) => ({ value: person.id, label: [fullName(person) || t('person:nameless'), person.city].filter(Boolean).join(' · ') }))}
      onChange={(id) => id && choose(id as PersonId)}
    />
  )
}
