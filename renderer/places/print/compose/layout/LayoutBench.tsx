/**
 * The layout of a paper under the hand: its properties on the left, the page with its frames on the right.
 * Ctrl+Z is the canvas's own here: it must not take back what was done to the section before.
 */
import { Button, Group, Text, TextInput, Title } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId, type PresetId } from '#core/domain/ids'
import { builtInTemplates } from '#core/print/templates/built-in/templates'
import { addFrame, changeFrame, frameAt, newFrame, removeFrame, reorderFrame, type ChangedTemplate, type FramePlace } from '#core/print/templates/edit-template'
import { layoutDraft, layoutEdit } from '#core/print/templates/saved-template'
import type { Slots } from '#core/print/templates/slots'
import type { Template } from '#core/print/templates/template'
import { useExecute, useOfferUndo } from '../../../../ui/commands'
import { useStable } from '../../../../ui/engine'
import { IconButton } from '../../../../ui/IconButton'
import { useSettings } from '../../../../ui/settings'
import { isTyping } from '../../../../ui/typing'
import { PageView } from '../PageView'
import { useComposed } from '../use-composed'
import type { Saved } from '../use-saved'
import type { Work } from '../work'
import { PageChoice } from '../PageChoice'
import { FrameChoice } from './FrameChoice'
import { FrameProperties } from './FrameProperties'
import { beginHistory, changed, holding, redone, undone } from './history'
import { LayoutCanvas } from './LayoutCanvas'
import { NewFrames } from './NewFrames'
import { Rulers } from './Rulers'
import classes from '../Compose.module.css'
import own from './Layout.module.css'

interface Props {
  work: Work
  /** What stands in the frames meanwhile. */
  slots: Slots
  saved: Saved
  /** With the layout that was kept. */
  onClose(template?: Template): void
}

export default function LayoutBench({ work, slots, saved, onClose }: Props) {
  const { t } = useTranslation(['compose', 'app'])
  const { settings: { locale } } = useSettings()
  const execute = useExecute()
  const offerUndo = useOfferUndo()
  const [history, setHistory] = useState(() => beginHistory(work.template))
  const [page, setPage] = useState(0)
  const [zoom, setZoom] = useState(1)
  const layout = saved.layouts.find(({ id }) => id === work.template.id)
  const [name, setName] = useState(layout ? (layout.template.name[locale] ?? '') : t('compose:layout.own', { name: work.template.name[locale] ?? '' }))
  const title = useRef<HTMLHeadingElement>(null)
  const { template, held } = history
  const { composed, busy } = useComposed({ template, slots, pictures: work.pictures, locale, brand: saved.brand, shown: true })
  const frame = held && frameAt(template, held)
  const overflows = composed?.overflow.filter((each) => each.page === page) ?? []

  const change = (next: ChangedTemplate, deed: string) => setHistory((now) => changed(now, next, deed))
  const hold = (place: FramePlace | null) => setHistory((now) => holding(now, place))
  const remove = (place: FramePlace) => {
    change(removeFrame(template, place), '')
    title.current?.focus()
  }
  useEffect(() => title.current?.focus(), [])
  const press = useStable((event: KeyboardEvent) => {
    const key = event.key.toLowerCase()
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target) || (key !== 'z' && key !== 'y')) return
    event.preventDefault()
    event.stopPropagation()
    setHistory(key === 'y' || event.shiftKey ? redone : undone)
  })
  useEffect(() => {
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [press])

  const save = async () => {
    const id = layout?.id ?? newId<PresetId>()
    const kept: Template = { ...template, id, name: { fr: name.trim(), en: name.trim() } }
    const receipt = await execute(
      layout
        ? { type: 'preset.edit', changes: [{ id, edits: [{ field: 'name', value: name.trim() }, layoutEdit(kept)] }] }
        : { type: 'preset.create', made: [{ id, draft: layoutDraft(name.trim(), kept) }] },
    )
    if (!receipt) return
    onClose(kept)
    offerUndo(t('compose:layout.saved', { name: name.trim() }), receipt)
  }

  return (
    <div className={classes.bench}>
      <header className={classes.head}>
        <Title ref={title} order={1} size="h2" className={classes.title} tabIndex={-1}>
          {t('compose:layout.title')}
        </Title>
        <Group gap={4} wrap="nowrap">
          <IconButton icon={IconArrowBackUp} label={t('compose:layout.undo')} keys="Ctrl Z" disabled={history.past.length === 0} onClick={() => setHistory(undone)} />
          <IconButton icon={IconArrowForwardUp} label={t('compose:layout.redo')} keys="Ctrl Y" disabled={history.future.length === 0} onClick={() => setHistory(redone)} />
        </Group>
        <TextInput aria-label={t('compose:layout.name')} w="16rem" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button variant="default" onClick={() => onClose()}>
          {t('compose:cancel')}
        </Button>
        <Button disabled={name.trim() === '' || (history.past.length === 0 && (!layout || name.trim() === layout.template.name[locale]))} onClick={() => void save()}>
          {t('compose:layout.save')}
        </Button>
      </header>
      <div className={classes.columns}>
        <section className={classes.side} aria-label={t('compose:layout.properties')}>
          <NewFrames onAdd={(type) => change(addFrame(template, page, newFrame(type, template, { fr: t('compose:frame.newText', { lng: 'fr' }), en: t('compose:frame.newText', { lng: 'en' }) })), '')} />
          <FrameChoice template={template} page={page} held={held} filled={{ slots, pictures: work.pictures, hasLogo: saved.brand.logo !== '' }} onHold={hold} />
          {frame && held ? (
            <FrameProperties
              key={`${held.page}.${held.frame}`} frame={frame} template={template}
              onChange={(next, deed) => change({ template: changeFrame(template, held, next), held }, deed)}
              onOrder={(to) => change(reorderFrame(template, held, to), '')}
              onRemove={() => remove(held)}
            />
          ) : (
            <Text size="sm" c="dimmed">
              {t('compose:layout.hint')}
            </Text>
          )}
          {!layout && (
            <Text size="xs" c="dimmed">
              {t(builtInTemplates.some(({ id }) => id === template.id) ? 'compose:layout.builtInStays' : 'compose:layout.becomesOwn')}
            </Text>
          )}
        </section>
        <div className={classes.paper}>
          <div className={classes.bar}>
            <PageChoice
              pages={template.pages.length} page={page}
              onPage={(next) => {
                hold(null)
                setPage(next)
              }}
            />
            <Text size="sm" className={own.over} role="status">
              {overflows.length > 0 ? t('compose:layout.over', { count: overflows.length }) : ''}
            </Text>
            <Group gap={4} ml="auto" wrap="nowrap">
              <IconButton icon={IconZoomOut} label={t('compose:layout.smaller')} disabled={zoom <= 1} onClick={() => setZoom(Math.max(1, zoom / 1.5))} />
              <IconButton icon={IconZoomIn} label={t('compose:layout.larger')} disabled={zoom > 4} onClick={() => setZoom(zoom * 1.5)} />
            </Group>
          </div>
          <PageView pdf={composed?.pdf ?? null} page={page} size={template.page} label={t('compose:preview')} busy={busy} zoom={zoom} rulers>
            {(scale) => (
              <>
                <Rulers size={template.page} scale={scale} held={frame ?? null} />
                <LayoutCanvas
                  template={template} page={page} slots={slots} pictures={work.pictures} hasLogo={saved.brand.logo !== ''} scale={scale} held={held} overflows={overflows} onHold={hold} onRemove={remove}
                  onBox={(place, box, deed) => {
                    const now = frameAt(template, place)
                    if (now) change({ template: changeFrame(template, place, { ...now, ...box }), held: place }, deed)
                  }}
                />
              </>
            )}
          </PageView>
        </div>
      </div>
    </div>
  )
}
