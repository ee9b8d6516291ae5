/** Ctrl+K: people by name, places and commands, by keyboard alone. A combobox in the sense of the ARIA authoring practices. */
import { Modal } from '@mantine/core'
import {
  IconArrowBackUp, IconArrowForwardUp, IconBooks, IconBuildingCommunity, IconBuildingStore, IconCalendarEvent, IconDeviceDesktop, IconDownload, IconEraser, IconFileImport, IconHistory, IconHome, IconKeyboard, IconLanguage, IconLock, IconMoon,
  IconPlayerPause, IconPlayerPlay, IconPrinter, IconRefresh, IconSearch, IconSun, IconUser, IconUserPlus, IconUsers, IconUsersGroup,
} from '@tabler/icons-react'
import { useEffect, useId, useRef, useState, type ComponentType, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '#core/domain/person'
import type { SharingStatus } from '#engine/api'
import { fold } from '#core/domain/fold'
import { everyone } from '#core/domain/query'
import { useEngine } from '../ui/engine'
import { phoneText } from '#core/domain/phone-text'
import { goTo, type Route } from '../ui/route'
import { isVolunteer, standsAlone } from '../ui/sharing'
import { useSettings } from '../ui/settings'
import type { ShellCommand } from './Shell'
import classes from './Palette.module.css'

interface Choice {
  id: string
  group: 'people' | 'places' | 'commands'
  label: string
  more?: string
  icon: ComponentType<{ size?: number; stroke?: number }>
  run(): void
}

const peopleShown = 7
/** Found people among which those called so come first: search also looks at towns, tags and addresses. */
const peopleRanked = 200

const isNamed = ({ firstName, lastName }: Person, words: readonly string[]) => {
  const name = ` ${fold(`${lastName} ${firstName}`)}`
  return words.every((word) => name.includes(` ${word}`))
}

function namesFirst(people: Person[], search: string): Person[] {
  const words = fold(search).split(' ')
  return people.map((person) => ({ person, rank: isNamed(person, words) ? 0 : 1 })).sort((a, b) => a.rank - b.rank).map(({ person }) => person)
}

interface PaletteProps {
  sharing: SharingStatus | undefined
  run(command: ShellCommand): void
  onClose(): void
}

export default function Palette({ sharing, run, onClose }: PaletteProps) {
  const { t } = useTranslation(['app', 'person'])
  const { change } = useSettings()
  const [query, setQuery] = useState('')
  const [selected, setSelected] = useState(0)
  const people = usePeopleNamed(isVolunteer(sharing) ? '' : query)
  const list = useId()
  const listBox = useRef<HTMLDivElement>(null)

  const command = (id: ShellCommand, label: string, icon: Choice['icon']): Choice => ({ id, group: 'commands', label, icon, run: () => run(id) })
  const set = (id: string, label: string, icon: Choice['icon'], settings: Parameters<typeof change>[0]): Choice => ({ id, group: 'commands', label, icon, run: () => change(settings) })
  const place = (id: string, label: string, icon: Choice['icon'], route: Route): Choice => ({ id, group: 'places', label, icon, run: () => goTo(route) })
  const forPeople = [
    command('new-person', t('app:palette.newPerson'), IconUserPlus),
    command('import', t('app:palette.import'), IconFileImport),
    command('print', t('app:palette.print'), IconPrinter),
    command('export', t('app:palette.export'), IconDownload),
    command('erase', t('app:palette.erase'), IconEraser),
    command('paper-entry', t('app:palette.paperEntry'), IconKeyboard),
    command('stand', t('app:palette.stand'), IconBuildingStore),
  ]
  const forSharing = sharing?.state !== 'shared' || standsAlone(sharing) ? [] : [
    ...(sharing.standing === 'admin' ? [{ id: 'invite', group: 'commands' as const, label: t('app:palette.invite'), icon: IconUsersGroup, run: () => goTo({ place: 'section', part: 'invite' }) }] : []),
    ...(sharing.connection === 'paused'
      ? [command('resume-sharing', t('app:palette.resume'), IconPlayerPlay)]
      : [command('retry-sharing', t('app:palette.retry'), IconRefresh), command('pause-sharing', t('app:palette.pause'), IconPlayerPause)]),
  ]
  const fixed: Choice[] = [
    place('home', t('app:nav.home'), IconHome, { place: 'home' }),
    place('people', t('app:nav.people'), IconUsers, { place: 'people' }),
    place('agenda', t('app:nav.agenda'), IconCalendarEvent, { place: 'agenda' }),
    place('print-shop', t('app:nav.print'), IconPrinter, { place: 'print' }),
    place('library', t('app:nav.library'), IconBooks, { place: 'library' }),
    place('history', t('app:nav.history'), IconHistory, { place: 'history' }),
    place('section', t('app:nav.section'), IconBuildingCommunity, { place: 'section' }),
    place('organizers', t('app:palette.organizers'), IconUsersGroup, { place: 'section', part: 'organizers' }),
    place('sync', t('app:palette.sync'), IconRefresh, { place: 'section', part: 'sync' }),
    ...(isVolunteer(sharing) ? [] : forPeople),
    ...forSharing,
    command('undo', t('app:shortcuts.undo'), IconArrowBackUp),
    command('redo', t('app:shortcuts.redo'), IconArrowForwardUp),
    command('lock', t('app:palette.lock'), IconLock),
    set('light', t('app:palette.light'), IconSun, { colorScheme: 'light' }),
    set('dark', t('app:palette.dark'), IconMoon, { colorScheme: 'dark' }),
    set('auto', t('app:palette.auto'), IconDeviceDesktop, { colorScheme: 'auto' }),
    set('fr', t('app:palette.french'), IconLanguage, { locale: 'fr' }),
    set('en', t('app:palette.english'), IconLanguage, { locale: 'en' }),
  ]
  const words = fold(query)
  const choices: Choice[] = [
    ...people.map((person) => ({
      id: person.id,
      group: 'people' as const,
      label: `${person.lastName} ${person.firstName}`.trim() || t('person:nameless'),
      more: [phoneText(person.phones[0]?.value ?? ''), person.city].filter(Boolean).join(' · '),
      icon: IconUser,
      run: () => goTo({ place: 'people', person: person.id }),
    })),
    ...fixed.filter(({ label }) => words === '' || fold(label).includes(words)),
  ]
  const current = Math.min(selected, choices.length - 1)

  useEffect(() => {
    listBox.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const choose = (choice: Choice | undefined) => {
    if (!choice) return
    onClose()
    choice.run()
  }
  const keys = (event: KeyboardEvent) => {
    const last = choices.length - 1
    const to = { ArrowDown: current === last ? 0 : current + 1, ArrowUp: current <= 0 ? last : current - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      setSelected(to)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      choose(choices[current])
    }
  }

  return (
    <Modal.Root opened onClose={onClose} padding={0} size="lg" yOffset="12vh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t('app:palette.label')}>
        <div className={classes.search}>
          <IconSearch size={18} stroke={1.75} aria-hidden />
          <input
            data-autofocus
            role="combobox"
            aria-expanded
            aria-controls={list}
            aria-activedescendant={choices[current] ? `${list}-${current}` : undefined}
            aria-label={t('app:palette.placeholder')}
            placeholder={t('app:palette.placeholder')}
            spellCheck={false}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value)
              setSelected(0)
            }}
            onKeyDown={keys}
          />
        </div>
        <div ref={listBox} id={list} role="listbox" aria-label={t('app:palette.label')} className={classes.list}>
          {(['people', 'places', 'commands'] as const).map((group) => {
            const own = choices.map((choice, at) => ({ choice, at })).filter(({ choice }) => choice.group === group)
            if (own.length === 0) return null
            return (
              <div key={group} role="group" aria-label={t(`app:palette.${group}`)}>
                <div className={classes.group} aria-hidden>
                  {t(`app:palette.${group}`)}
                </div>
                {own.map(({ choice, at }) => (
                  <div
                    key={choice.id}
                    id={`${list}-${at}`}
                    role="option"
                    aria-selected={at === current}
                    className={classes.choice}
                    onPointerMove={() => setSelected(at)}
                    onClick={() => choose(choice)}
                  >
                    <choice.icon size={17} stroke={1.75} />
                    <span>{choice.label}</span>
                    {choice.more && <small>{choice.more}</small>}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
        {choices.length === 0 && (
          <div className={classes.none} role="status">
            {t('app:palette.none')}
          </div>
        )}
      </Modal.Content>
    </Modal.Root>
  )
}

/**
 * The first people found for what is typed; the answer to an older word never replaces a newer one. While an answer is on its
 * way, those of the last one who are called so: Enter must never take whom fewer letters meant.
 */
function usePeopleNamed(query: string): Person[] {
  const engine = useEngine()
  const [found, setFound] = useState<{ search: string; people: Person[] }>({ search: '', people: [] })
  const search = query.trim()
  useEffect(() => {
    if (search === '') return
    let current = true
    engine
      .call('rows', { query: { ...everyone, search }, start: 0, end: peopleRanked })
      .then(({ rows }) => current && setFound({ search, people: namesFirst(rows, search).slice(0, peopleShown) }))
      .catch(() => current && setFound({ search, people: [] }))
    return () => {
      current = false
    }
  }, [engine, search])
  if (search === '') return []
  return found.search === search ? found.people : found.people.filter((person) => isNamed(person, fold(search).split(' ')))
}
