/** The library of the section: what there is to hand out, to share and to say, and beside it the sheet of one document or kit. */
import { Button, CloseButton, FileButton, Group, Menu, NativeSelect, SegmentedControl, Text, TextInput, Title } from '@mantine/core'
import { IconChevronDown, IconDatabase, IconFilePlus, IconFileText, IconLayoutGrid, IconList, IconMessagePlus, IconPackage, IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { newId, type AssetId, type KitId } from '#core/domain/ids'
import { assetAudiences, assetKinds } from '#core/domain/library/asset'
import { campaignsOf, everyAsset, findAssets, type AssetQuestion } from '#core/domain/library/find-assets'
import { useExecute } from '../../ui/commands'
import { useDrafts } from '../../ui/drafts'
import { useStable } from '../../ui/engine'
import { replaceRoute, routeHash, type LibraryRoute } from '../../ui/route'
import { usePlaceKeys } from '../../ui/place/use-place-keys'
import { whenIdle } from '../../ui/when-idle'
import { addWords } from '../../ui/words'
import { AssetGrid, AssetList } from './AssetGrid'
import { KitList } from './kits/KitList'
import { useLibrary } from '../../ui/library/use-library'
import { libraryWords } from './words'
import frame from '../../ui/place/place.module.css'
import classes from './LibraryPlace.module.css'

addWords('library', libraryWords)

const loadSheet = () => import('./AssetSheet')
const AssetSheet = lazy(loadSheet)
const KitSheet = lazy(() => import('./kits/KitSheet'))
const AddDialog = lazy(() => import('./add/AddDialog'))
const SaidDialog = lazy(() => import('./add/SaidDialog'))
const RoomDialog = lazy(() => import('./RoomDialog'))

/** Where one was, while the window lives. */
const left: { question: AssetQuestion; look: 'grid' | 'list' } = { question: everyAsset, look: 'grid' }
const states = ['current', 'ends-soon', 'expired', 'to-check', 'low'] as const

export default function LibraryPlace({ route }: { route: LibraryRoute }) {
  const { t } = useTranslation(['library', 'asset'])
  const library = useLibrary()
  const drafts = useDrafts()
  const execute = useExecute()
  const [question, setQuestion] = useState(left.question)
  const [look, setLook] = useState(left.look)
  const [view, setView] = useState<'assets' | 'kits'>(route.kit ? 'kits' : 'assets')
  const [dialog, setDialog] = useState<{ files: readonly File[] } | 'said' | 'room' | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const dropped = useDropped((files) => setDialog({ files }))

  useEffect(() => whenIdle(loadSheet), [])
  const ask = (said: Partial<AssetQuestion>) => {
    left.question = { ...question, ...said }
    setQuestion(left.question)
  }
  const go = useStable(async (to: Omit<LibraryRoute, 'place'> = {}) => {
    await drafts.commitAll()
    replaceRoute({ place: 'library', ...to })
  })
  const show = (next: 'assets' | 'kits') => {
    setView(next)
    void go()
  }
  const newKit = async () => {
    const id = newId<KitId>()
    if (await execute({ type: 'kit.create', made: [{ id, draft: { name: t('kits.new') } }] })) void go({ kit: id })
  }

  usePlaceKeys({ '/': () => search.current?.focus() }, () => void go())

  const assets = library ? findAssets(library.assets, question) : []
  const campaigns = campaignsOf(library?.assets ?? [])
  const narrowed = JSON.stringify(question) !== JSON.stringify(everyAsset)
  const filter = (field: 'kind' | 'audience' | 'campaign' | 'state', any: string, options: { value: string; label: string }[]) => (
    <NativeSelect size="xs" className={classes.filter} aria-label={t(`filter.${field}`)} value={question[field]} data={[{ value: '', label: any }, ...options]} onChange={(event) => ask({ [field]: event.currentTarget.value })} />
  )

  return (
    <div className={frame.place} data-sheet={route.asset || route.kit ? '' : undefined} {...dropped.listeners}>
      <section className={frame.main} aria-label={t('title')}>
        {dropped.over && <div className={frame.drop}>{t('add.dropNow')}</div>}
        <header className={frame.head}>
          <Title order={1}>{t('title')}</Title>
          <SegmentedControl size="xs" aria-label={t('views.label')} value={view} onChange={(value) => show(value as typeof view)} data={(['assets', 'kits'] as const).map((value) => ({ value, label: t(`views.${value}`) }))} />
          <Group gap="xs" ml="auto" wrap="nowrap">
            {view === 'assets' ? (
              <>
                <Menu position="bottom-end">
                  <Menu.Target>
                    <Button variant="default" size="compact-md" rightSection={<IconChevronDown size={14} />}>
                      {t('more')}
                    </Button>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item component="a" href={routeHash({ place: 'print', compose: '' })} leftSection={<IconFileText size={16} />}>
                      {t('add.compose')}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconMessagePlus size={16} />} onClick={() => setDialog('said')}>
                      {t('add.said')}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconDatabase size={16} />} onClick={() => setDialog('room')}>
                      {t('room.label')}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
                <AddButton onFiles={(files) => setDialog({ files })} />
              </>
            ) : (
              <Button leftSection={<IconPackage size={16} />} onClick={() => void newKit()}>
                {t('kits.new')}
              </Button>
            )}
          </Group>
        </header>
        {view === 'assets' && library && library.assets.length > 0 && (
          <div className={frame.tools}>
            <TextInput
              ref={search} type="search" size="xs" className={classes.search} aria-label={t('search.label')} placeholder={t('search.placeholder')} leftSection={<IconSearch size={14} />}
              rightSection={question.search ? <CloseButton size="xs" tabIndex={-1} aria-label={t('search.clear')} onClick={() => ask({ search: '' })} /> : null}
              value={question.search} onChange={(event) => ask({ search: event.currentTarget.value })}
            />
            {filter('kind', t('filter.anyKind'), assetKinds.map((value) => ({ value, label: t(`asset:kind.${value}`) })))}
            {filter('audience', t('filter.anyAudience'), assetAudiences.map((value) => ({ value, label: t(`audience.${value}`) })))}
            {campaigns.length > 0 && filter('campaign', t('filter.anyCampaign'), campaigns.map((value) => ({ value, label: value })))}
            {filter('state', t('filter.anyState'), states.map((value) => ({ value, label: t(`state.${value}`) })))}
            <Text size="sm" c="dimmed" role="status">
              {narrowed ? t('countOf', { count: assets.length, total: library.assets.length }) : t('count', { count: assets.length })}
            </Text>
            <SegmentedControl
              size="xs" ml="auto" aria-label={t('looks.label')} value={look}
              onChange={(value) => setLook((left.look = value as typeof look))}
              data={[{ value: 'grid', label: <IconLayoutGrid size={16} aria-label={t('looks.grid')} role="img" /> }, { value: 'list', label: <IconList size={16} aria-label={t('looks.list')} role="img" /> }]}
            />
          </div>
        )}
        <div className={frame.view}>
          {library && view === 'kits' && <KitList kits={library.kits} open={route.kit} onNew={() => void newKit()} />}
          {library && view === 'assets' && (library.assets.length === 0 ? <Empty onFiles={(files) => setDialog({ files })} /> : assets.length === 0 ? <NothingFound onReset={() => ask(everyAsset)} /> : look === 'grid' ? <AssetGrid assets={assets} open={route.asset} /> : <AssetList assets={assets} open={route.asset} />)}
        </div>
      </section>
      {(route.asset || route.kit) && library && (
        <Suspense fallback={<aside className={frame.sheet} />}>
          <aside className={frame.sheet} aria-label={t('sheet.label')}>
            {route.asset ? <AssetSheet key={route.asset} id={route.asset} library={library} onClose={() => void go()} /> : <KitSheet key={route.kit} id={route.kit!} library={library} onClose={() => void go()} />}
          </aside>
        </Suspense>
      )}
      <Suspense fallback={null}>
        {dialog !== null && typeof dialog === 'object' && <AddDialog files={dialog.files} campaigns={campaigns} onClose={() => setDialog(null)} />}
        {dialog === 'said' && (
          <SaidDialog
            onClose={() => setDialog(null)}
            onMade={(id: AssetId) => {
              setDialog(null)
              void go({ asset: id })
            }}
          />
        )}
        {dialog === 'room' && library && <RoomDialog room={library.room} onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  )
}

function AddButton({ onFiles, variant = 'filled' }: { onFiles(files: readonly File[]): void; variant?: 'filled' | 'default' }) {
  const { t } = useTranslation('library')
  const letGo = useRef<() => void>(null)
  return (
    <FileButton
      multiple resetRef={letGo}
      onChange={(files) => {
        if (files.length > 0) onFiles(files)
        letGo.current?.()
      }}
    >
      {(props) => (
        <Button {...props} className={variant === 'filled' ? frame.short : undefined} aria-label={t('add.files')} variant={variant} leftSection={<IconFilePlus size={16} />}>
          {t('add.files')}
        </Button>
      )}
    </FileButton>
  )
}

function Empty({ onFiles }: { onFiles(files: readonly File[]): void }) {
  const { t } = useTranslation('library')
  return (
    <div className={frame.empty}>
      <Text fw={600}>{t('empty.title')}</Text>
      <Text c="dimmed" size="sm" maw="30rem" ta="center" mb="sm">
        {t('empty.more')}
      </Text>
      <AddButton variant="default" onFiles={onFiles} />
    </div>
  )
}

function NothingFound({ onReset }: { onReset(): void }) {
  const { t } = useTranslation('library')
  return (
    <div className={frame.empty}>
      <Text fw={600} mb="xs">
        {t('filter.none')}
      </Text>
      <Button variant="default" size="compact-md" onClick={onReset}>
        {t('filter.reset')}
      </Button>
    </div>
  )
}

/** Files held over the place, and let go there. */
function useDropped(onFiles: (files: readonly File[]) => void) {
  const [over, setOver] = useState(false)
  const holds = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    over,
    listeners: {
      onDragOver: (event: DragEvent) => {
        if (!holds(event)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: (event: DragEvent) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false),
      onDrop: (event: DragEvent) => {
        if (!holds(event)) return
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      },
    },
  }
}
