/** The people of the section: search and filters above, the table, and the sheet of one person beside it. */
import { Button, Group, Text, Title } from '@mantine/core'
import { IconBuildingStore, IconFileImport, IconUserPlus } from '@tabler/icons-react'
import { lazy, memo, Suspense, useEffect, useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '#core/domain/ids'
import { useDrafts } from '../../ui/drafts'
import { useEngine, useOpenStatus, useStable } from '../../ui/engine'
import { replaceRoute, useRoute } from '../../ui/route'
import { useSettings } from '../../ui/settings'
import { useStand } from '../../ui/stand'
import { usePlaceKeys } from '../../ui/place/use-place-keys'
import { whenIdle } from '../../ui/when-idle'
import { columnsFromSettings, type ShownColumn } from './column-layout'
import { PeopleGrid } from './PeopleGrid'
import { SearchField } from './SearchField'
import { setRun, tickedCount, toggle, nobody } from './selection'
import { usePeopleRows } from './use-people-rows'
import { usePeopleView } from './view'
import frame from '../../ui/place/place.module.css'
import classes from './PeoplePlace.module.css'

const FilterBar = lazy(() => import('./FilterBar'))
const ColumnsMenu = lazy(() => import('./ColumnsMenu'))
const BulkBar = lazy(() => import('./BulkBar'))
const NoPeople = lazy(() => import('./NoPeople'))
const loadSheet = () => import('./sheet/PersonSheet')
const loadNewPerson = () => import('./sheet/NewPerson')
const PersonSheet = lazy(loadSheet)
const NewPerson = lazy(loadNewPerson)
const PeopleDialogs = lazy(() => import('./PeopleDialogs'))

/** Rows of a run are asked for in pieces, so that no answer blocks the window for long. */
const runPiece = 500

/** Memoised: whether all is saved changes with every command, and is none of its business. */
export const PeoplePlace = memo(function PeoplePlace() {
  const { t } = useTranslation(['people', 'person'])
  const engine = useEngine()
  const view = usePeopleView()
  const stand = useStand()
  const { settings, change } = useSettings()
  const route = useRoute()
  const drafts = useDrafts()
  const { rows, version } = usePeopleRows(view.query)
  const [columns, setColumns] = useState(() => columnsFromSettings(settings.peopleColumns))
  const [active, setActive] = useState(0)
  const [dropping, setDropping] = useState(false)
  const focusTable = useRef<(() => void) | null>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const open = route.place === 'people' ? route.person : undefined

  const total = rows?.total() ?? null
  const count = tickedCount(view.ticked)
  const asksSomething = view.query.search !== '' || view.query.filters.length > 0

  // Once people are on screen, the rest is loaded; what a key opens must be there when the next key is typed.
  const shown = total !== null
  useEffect(() => (shown ? whenIdle(() => Promise.all([loadSheet(), loadNewPerson()])) : undefined), [shown])
  useEffect(() => setActive(0), [view.query])
  useEffect(() => {
    if (total !== null && active >= total) setActive(Math.max(0, total - 1))
  }, [total, active])
  // The row that had the keyboard went with the others: what was typed is there to be changed.
  const nobodyFound = total === 0 && asksSomething
  useEffect(() => {
    if (nobodyFound && document.activeElement === document.body) searchField.current?.focus()
  }, [nobodyFound])

  // Widths change with every pixel of a drag: settings are written when it rests.
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined)
  const showColumns = useStable((next: ShownColumn[]) => {
    setColumns(next)
    clearTimeout(settle.current)
    settle.current = setTimeout(() => change({ peopleColumns: next }), 300)
  })

  const openPerson = useStable(async (id: PersonId | 'new' | undefined) => {
    await drafts.commitAll()
    replaceRoute(id ? { place: 'people', person: id } : { place: 'people' })
  })
  const closeSheet = useStable(async (id?: PersonId) => {
    await openPerson(undefined)
    const at = id && rows ? await engine.call('position', { query: rows.query(), id }).catch(() => -1) : -1
    if (at >= 0) setActive(at)
    requestAnimationFrame(() => focusTable.current?.())
  })
  const neighbour = useStable((step: -1 | 1) => {
    const next = rows?.row(active + step)
    if (!next) return
    setActive(active + step)
    void openPerson(next.id)
  })

  const tickRun = useStable(async (from: number, to: number) => {
    if (!rows) return
    const query = rows.query()
    let ticked = view.ticked
    const [first, last] = [Math.min(from, to), Math.max(from, to)]
    for (let start = first; start <= last; start += runPiece) {
      const end = Math.min(last + 1, start + runPiece)
      const near = Array.from({ length: end - start }, (_, at) => rows.row(start + at))
      const people = near.every((person) => person !== undefined) ? near : (await engine.call('rows', { query, start, end })).rows
      ticked = setRun(ticked, people.map(({ id }) => id), true)
    }
    view.tick(ticked)
  })
  const tickAll = useStable(() => {
    if (total === null) return
    view.tick({ kind: 'query', query: view.query, except: new Set(), total })
  })

  usePlaceKeys({ '/': () => searchField.current?.select(), n: () => void openPerson('new') })

  const dropFile = (event: DragEvent) => {
    setDropping(false)
    const file = event.dataTransfer.files[0]
    if (!file) return
    event.preventDefault()
    view.open({ kind: 'import', file })
  }
  const dragFile = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setDropping(true)
  }

  return (
    <div className={frame.place} data-sheet={open ? '' : undefined} onDragOver={dragFile} onDragLeave={(event) => event.currentTarget === event.target && setDropping(false)} onDrop={dropFile}>
      <section className={frame.main} aria-label={t('people:title')}>
        <header className={frame.head}>
          <Title order={1}>{t('people:title')}</Title>
          <FoundCount total={total} asksSomething={asksSomething} />
          <Group gap="xs" ml="auto" wrap="nowrap">
            <Button variant="default" className={frame.short} aria-label={t('people:import')} leftSection={<IconFileImport size={16} />} onClick={() => view.open({ kind: 'import' })}>
              {t('people:import')}
            </Button>
            <Button variant="default" className={frame.short} aria-label={t('people:stand')} leftSection={<IconBuildingStore size={16} />} onClick={() => stand()}>
              {t('people:stand')}
            </Button>
            <Button leftSection={<IconUserPlus size={16} />} onClick={() => void openPerson('new')}>
              {t('people:new')}
            </Button>
          </Group>
        </header>
        <div className={frame.tools}>
          <SearchField ref={searchField} onLeave={() => focusTable.current?.()} />
          {shown && (
            <Suspense fallback={null}>
              <FilterBar />
              <div className={classes.toolsEnd}>
                <ColumnsMenu columns={columns} onColumns={showColumns} total={total} />
              </div>
            </Suspense>
          )}
        </div>
        <div className={classes.table}>
          {rows && total !== null && total > 0 && (
            <PeopleGrid
              rows={rows}
              total={total}
              version={version}
              columns={columns}
              query={view.query}
              ticked={view.ticked}
              open={open === 'new' ? undefined : open}
              active={active}
              onActive={setActive}
              onOpen={(id) => void openPerson(id)}
              onToggle={(id) => view.tick(toggle(view.ticked, id))}
              onRun={(from, to) => void tickRun(from, to)}
              onTickAll={tickAll}
              onUntickAll={() => view.tick(nobody)}
              onDelete={() => count > 0 && view.open({ kind: 'delete' })}
              onSort={(sort) => view.ask({ ...view.query, sort })}
              onColumns={showColumns}
              focusRef={focusTable}
            />
          )}
          {total === 0 && (
            <Suspense fallback={null}>
              <NoPeople filtered={asksSomething} onNew={() => void openPerson('new')} />
            </Suspense>
          )}
        </div>
        {count > 0 && (
          <Suspense fallback={null}>
            <BulkBar shown={total ?? 0} onTickAll={tickAll} />
          </Suspense>
        )}
      </section>
      {open && (
        <Suspense fallback={<aside className={frame.sheet} />}>
          <aside className={frame.sheet}>
            {open === 'new' ? (
              <NewPerson onClose={() => void closeSheet()} onOpen={(id) => void openPerson(id)} />
            ) : (
              <PersonSheet key={open} id={open} onClose={() => void closeSheet(open)} onNeighbour={neighbour} />
            )}
          </aside>
        </Suspense>
      )}
      {dropping && <div className={frame.drop}>{t('people:dropHere')}</div>}
      {view.dialog && (
        <Suspense fallback={null}>
          <PeopleDialogs />
        </Suspense>
      )}
    </div>
  )
})

function FoundCount({ total, asksSomething }: { total: number | null; asksSomething: boolean }) {
  const { t } = useTranslation(['people', 'person'])
  const all = useOpenStatus().people
  return (
    <Text c="dimmed" role="status" className={classes.count}>
      {total === null ? '' : asksSomething ? t('people:found', { count: total, all }) : t('person:count', { count: total })}
    </Text>
  )
}
