/** One action, everything editable where it is read: when, where, what, who, what to bring, and what came of it. */
import { Alert, Button, Group, SegmentedControl, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCalendarOff, IconCalendarPlus, IconCalendarUp, IconCalendarX, IconCheck, IconRepeat, IconTrash, IconX } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { actionKinds, audiences, recurs, type SeriesScope } from '#core/domain/agenda/action'
import { duplicateOf } from '#core/domain/agenda/duplicate'
import { dateOf } from '#core/domain/days'
import { newId, type ActionId } from '#core/domain/ids'
import { useExecute, useOfferUndo, useSayError } from '../../ui/commands'
import { dateLocale } from '../../ui/dates'
import { useEngine, useOpenStatus, useTopic } from '../../ui/engine'
import { IconButton } from '../../ui/IconButton'
import { goTo } from '../../ui/route'
import { Choices, Line, Part, TextField } from '../../ui/sheet/lines'
import { useLocale } from '../../ui/settings'
import { isVolunteer } from '../../ui/sharing'
import { RemindersPart } from './calls/RemindersPart'
import { DatesPart } from './DatesPart'
import { useActionName } from './Item'
import { KitPart } from './material/KitPart'
import { MaterialPart } from './material/MaterialPart'
import { PaperPart } from './paper/PaperPart'
import { PeoplePart } from './PeoplePart'
import { ReportPart } from './ReportPart'
import { ShiftsPart } from './ShiftsPart'
import { SilenceAlert } from './SilenceAlert'
import { TasksPart } from './TasksPart'
import { SectorLine } from './territory/SectorLine'
import { townOf } from './town'
import { ActionEditContext, useEditing } from './use-action-edit'
import { WhenPart } from './WhenPart'
import sheet from '../../ui/sheet/Sheet.module.css'
import fields from '../../ui/sheet/fields.module.css'

const ReasonDialog = lazy(() => import('./ReasonDialog'))
const CalendarExportDialog = lazy(() => import('./calendar-file/CalendarExportDialog'))

interface Props {
  id: ActionId
  on: string
  onClose(): void
  onGo(id: ActionId, on: string): void
}

export default function ActionSheet({ id, on, onClose, onGo }: Props) {
  const { t } = useTranslation(['agenda', 'action', 'app'])
  const action = useTopic('action', id)
  const editing = useEditing(action, on, onGo)
  const volunteer = isVolunteer(useTopic('sharing', null))
  const { save } = useOpenStatus()
  const engine = useEngine()
  const execute = useExecute()
  const sayError = useSayError()
  const offerUndo = useOfferUndo()
  const name = useActionName()
  const locale = dateLocale(useLocale())
  const root = useRef<HTMLDivElement>(null)
  const [asks, setAsks] = useState<'cancelled' | 'refused' | null>(null)
  const [shows, setShows] = useState<'calendar' | null>(null)
  const [kindId, audienceId] = [useId(), useId()]
  const shown = action !== undefined

  useEffect(() => {
    if (shown) root.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  }, [shown])

  if (action === undefined) return null
  if (action === null || !editing) {
    return (
      <div className={sheet.gone}>
        <Title order={2}>{t('agenda:sheet.gone')}</Title>
        <Text c="dimmed" my="sm">
          {t('agenda:sheet.goneMore')}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={() => goTo({ place: 'history' })}>
            {t('agenda:sheet.history')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('agenda:sheet.close')}
          </Button>
        </Group>
      </div>
    )
  }
  const { edit, pending, scope, setScope, start, over } = editing
  const keys = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (event.defaultPrevented || !root.current?.contains(target) || target.ariaExpanded === 'true') return
    if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    }
  }
  const remove = async () => {
    if (recurs(action) && scope !== 'all') {
      const receipt = await engine.call('editSeries', { id, on: start.local, scope, as: newId<ActionId>(), edits: null }).catch(sayError)
      if (!receipt) return
      onClose()
      return offerUndo(t('agenda:sheet.skipped'), receipt)
    }
    const receipt = await execute({ type: 'action.delete', ids: [id] })
    if (!receipt) return
    onClose()
    offerUndo(t('agenda:sheet.deleted'), receipt)
  }
  const again = async () => {
    const as = newId<ActionId>()
    const draft = duplicateOf({ action, start: editing.start, end: editing.end }, 1)
    const receipt = await execute({ type: 'action.create', made: [{ id: as, draft }] })
    if (!receipt) return
    onGo(as, '')
    offerUndo(t('agenda:sheet.duplicated', { day: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(dateOf(draft.start.local.slice(0, 10))) }), receipt)
  }
  const toTown = async (typed: string) => {
    const { city, cityCode } = await townOf(engine, typed)
    await edit({ field: 'city', value: city }, { field: 'cityCode', value: cityCode })
  }
  const restore = async () => {
    await edit({ field: 'status', value: action.status === 'refused' ? 'proposed' : 'planned' }, { field: 'reason', value: '' })
    // Its button is gone.
    root.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  }
  const state = save.state === 'failing' ? 'failing' : pending ? 'saving' : 'saved'
  const StateIcon = state === 'failing' ? IconAlertTriangle : IconCheck

  return (
    <ActionEditContext value={editing}>
      <div ref={root} className={sheet.sheet} onKeyDown={keys}>
        <header className={sheet.head}>
          <Title order={2} className={sheet.name} tabIndex={-1}>
            {name(action)}
          </Title>
          <span className={sheet.state} data-state={state} role="status" data-testid="action-save-state">
            {state !== 'saving' && <StateIcon size={14} stroke={2} aria-hidden />}
            {t(`agenda:sheet.${state}`)}
          </span>
          <IconButton icon={IconX} label={t('agenda:sheet.close')} keys={t('app:keys.escape')} onClick={onClose} />
        </header>
        <div className={sheet.body}>
          {(action.status === 'cancelled' || action.status === 'refused') && (
            <Alert color="gray" m="sm" icon={<IconCalendarOff />} title={action.reason ? t(`agenda:sheet.${action.status}Why`, { reason: action.reason }) : t(`agenda:sheet.${action.status}`)}>
              <Button size="compact-sm" variant="default" onClick={() => void restore()}>
                {t('agenda:sheet.restore')}
              </Button>
            </Alert>
          )}
          <SilenceAlert />
          {recurs(action) && (
            <div className={fields.part}>
              <Text size="xs" c="dimmed" mb={4}>
                <IconRepeat size={13} aria-hidden /> {t('agenda:sheet.scope.label')}
              </Text>
              <SegmentedControl
                size="xs" fullWidth value={scope} aria-label={t('agenda:sheet.scope.label')} onChange={(value) => setScope(value as SeriesScope)}
                data={(['one', 'following', 'all'] as const).map((value) => ({ value, label: t(`agenda:sheet.scope.${value}`) }))}
              />
            </div>
          )}
          {action.status === 'planned' && <PaperPart volunteer={volunteer} />}
          {action.status === 'proposed' && <DatesPart onRefuse={() => setAsks('refused')} />}
          <WhenPart />
          <Part title={t('agenda:sheet.part.where')}>
            <TextField label={t('agenda:sheet.place')} value={action.place} onSave={(value) => edit({ field: 'place', value })} />
            <TextField label={t('agenda:sheet.address')} value={action.address} onSave={(value) => edit({ field: 'address', value })} />
            <TextField label={t('agenda:sheet.city')} value={action.city} onSave={toTown} />
            <SectorLine />
          </Part>
          <Part title={t('agenda:sheet.part.what')}>
            <TextField label={t('agenda:sheet.name')} value={action.title} placeholder={t(`action:kind.${action.kind}`)} onSave={(value) => edit({ field: 'title', value })}>
              <Apart field="title" />
            </TextField>
            <Line label={t('agenda:sheet.kind')} labelFor={kindId}>
              <select id={kindId} className={fields.input} value={action.kind} onChange={(event) => void edit({ field: 'kind', value: event.currentTarget.value })}>
                {actionKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`action:kind.${kind}`)}
                  </option>
                ))}
              </select>
            </Line>
            <Line label={t('agenda:sheet.audience')} labelId={audienceId}>
              <Choices labelId={audienceId} values={audiences} value={action.audience} text={(value) => t(`agenda:sheet.audiences.${value}`)} onChoose={(value) => void edit({ field: 'audience', value: value || 'everyone' })} />
            </Line>
            <TextField label={t('agenda:sheet.description')} value={action.description} lines onSave={(value) => edit({ field: 'description', value })}>
              <Apart field="description" />
            </TextField>
          </Part>
          <ShiftsPart />
          <PeoplePart volunteer={volunteer} />
          {!volunteer && action.status === 'planned' && <RemindersPart />}
          <TasksPart />
          <MaterialPart />
          <KitPart />
          {over && action.status === 'planned' && <ReportPart />}
          <footer className={sheet.foot}>
            <Group gap={4}>
              <Button variant="subtle" size="compact-sm" leftSection={<IconCalendarPlus size={15} />} onClick={() => void again()}>
                {t('agenda:sheet.duplicate')}
              </Button>
              {(action.status === 'planned' || action.status === 'cancelled') && (
                <Button variant="subtle" size="compact-sm" leftSection={<IconCalendarUp size={15} />} onClick={() => setShows('calendar')}>
                  {t('agenda:sheet.calendar')}
                </Button>
              )}
              {action.status === 'planned' && (
                <Button variant="subtle" color="red" size="compact-sm" leftSection={<IconCalendarX size={15} />} onClick={() => setAsks('cancelled')}>
                  {t('agenda:sheet.cancelAction')}
                </Button>
              )}
              <Button variant="subtle" color="red" size="compact-sm" leftSection={<IconTrash size={15} />} onClick={() => void remove()}>
                {t(recurs(action) && scope === 'one' ? 'agenda:sheet.skip' : 'agenda:sheet.delete')}
              </Button>
            </Group>
          </footer>
        </div>
        <Suspense fallback={null}>
          {shows === 'calendar' && <CalendarExportDialog chosen={[id]} onClose={() => setShows(null)} />}
          {asks && (
            <ReasonDialog
              what={asks} onClose={() => setAsks(null)}
              onSay={async (reason) => {
                setAsks(null)
                await edit({ field: 'status', value: asks }, { field: 'reason', value: reason })
              }}
            />
          )}
        </Suspense>
      </div>
    </ActionEditContext>
  )

  /** What somebody wrote there on another computer meanwhile; whoever writes it anew has chosen. */
  function Apart({ field }: { field: string }) {
    const others = action?.apart?.find((each) => each.field === field)?.others
    return others ? (
      <Text size="xs" c="dimmed" px="xs">
        {t('agenda:sheet.apart', { others: others.join(' · ') })}
      </Text>
    ) : null
  }
}
