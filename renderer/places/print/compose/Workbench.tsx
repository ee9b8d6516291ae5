/** A template under the hand: what it says on the left, the paper itself on the right, and the ways out above. */
import { Button, Group, Menu, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconBooks, IconChevronDown, IconFileDownload, IconLayoutBoard, IconPalette, IconPhoto, IconPrinter, IconScissors } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId, type PresetId } from '#core/domain/ids'
import { paperDraft, paperEdits } from '#core/print/templates/saved-template'
import { sampleSlots } from '#core/print/templates/template-words'
import { lackBySlot } from '#core/print/templates/to-fill'
import { LegalNotices } from '../../../ui/legal/LegalNotices'
import { PaperNotes } from '../../../ui/pdf/PaperNotes'
import { useExecute, useOfferUndo, useSayError } from '../../../ui/commands'
import { useDraft } from '../../../ui/drafts'
import { useEngine } from '../../../ui/engine'
import { Refusal } from '../../../ui/Refusal'
import { goTo, routeHash } from '../../../ui/route'
import { useSettings } from '../../../ui/settings'
import { showToast } from '../../../ui/toast'
import { composeDrawn } from './compose-drawn'
import { useLackWords } from './lack-words'
import { PageChoice } from './PageChoice'
import { pageAsPng, pageAsThumbnail } from './page-pictures'
import { PageView } from './PageView'
import { SlotForm } from './SlotForm'
import { useComposed } from './use-composed'
import { useComposedLook } from './use-composed-look'
import type { Saved } from './use-saved'
import { leftWork, type Work } from './work'
import classes from './Compose.module.css'

const BrandDialog = lazy(() => import('./BrandDialog'))
const LayoutBench = lazy(() => import('./layout/LayoutBench'))

/** `leftAs`: the name that what was typed is found under again. */
export function Workbench({ leftAs, begun, saved }: { leftAs: string; begun: Work; saved: Saved }) {
  const { t } = useTranslation(['compose', 'app', 'pdf', 'legal'])
  const { settings: { locale } } = useSettings()
  const engine = useEngine()
  const execute = useExecute()
  const sayError = useSayError()
  const offerUndo = useOfferUndo()
  const lackWords = useLackWords()
  const [work, setWork] = useState(begun)
  const [page, setPage] = useState(0)
  const [shows, setShows] = useState<'brand' | 'layout' | null>(null)
  const [under, setUnder] = useState(false)
  const layoutButton = useRef<HTMLButtonElement>(null)
  const { template, slots, pictures } = work
  const isExample = Object.values(slots).every((text) => !text?.trim())
  const shownSlots = isExample ? sampleSlots(template, locale) : slots
  const request = { template, slots: shownSlots, pictures, locale, brand: saved.brand, shown: true }
  const { composed, busy, error } = useComposed(shows === 'layout' ? null : request)
  const look = useComposedLook(busy || !composed ? null : request)
  const notices = look?.notices ?? composed?.notices.map(({ id }) => id) ?? []
  const lacks = isExample || !composed ? new Map() : lackBySlot(template, composed.overflow, slots)
  const ownLack = lacks.get('')
  const title = slots['title']?.trim() || template.name[locale] || template.id
  /** What it is in the library; '' also where somebody has taken it out again. */
  const asset = saved.papers.find((each) => each.id === work.paper)?.asset ?? ''
  const change = (next: Work) => {
    leftWork.set(leftAs, next)
    setWork(next)
  }

  // A lock or a quit takes what was typed along: as a paper that is in the library not yet.
  const keepTyped = async () => {
    const before = (await engine.call('presets', 'template')).find((each) => each.id === work.paper)
    // One that was deleted meanwhile stays so.
    const paper = before?.id ?? newId<PresetId>()
    const done = await execute(
      before ? { type: 'preset.edit', changes: [{ id: paper, edits: paperEdits(before, title, work, asset) }] } : { type: 'preset.create', made: [{ id: paper, draft: paperDraft(title, work, '') }] },
    )
    if (done) change({ ...work, paper, changed: false })
  }
  useDraft(work.changed && !isExample, keepTyped)

  /** What must not be done twice, nor while a paper is not that of what is typed. */
  const once = async (deed: () => Promise<void>) => {
    if (under) return
    setUnder(true)
    try {
      await deed()
    } catch (failure) {
      sayError(failure)
    } finally {
      setUnder(false)
    }
  }
  const keep = async () => {
    const { pdf } = await composeDrawn(engine, { template, slots, pictures, locale, brand: saved.brand, shown: true })
    const kept = await engine.call('keepPaper', { template, slots, pictures, title, locale, picture: await pageAsThumbnail(engine, pdf), ...(work.paper ? { paper: work.paper } : {}), ...(work.validUntil ? { validUntil: work.validUntil } : {}) })
    change({ ...work, paper: kept.paper, changed: false })
    return kept
  }
  const keepAndSay = () => once(async () => offerUndo(t('compose:kept', { title }), await keep()))
  const print = () =>
    once(async () => {
      goTo({ place: 'print', asset: asset !== '' && !work.changed ? asset : (await keep()).asset })
    })
  const saveAs = (kind: 'pdf' | 'bleed' | 'png') =>
    once(async () => {
      const { pdf } = await composeDrawn(engine, { template, slots, pictures, locale, brand: saved.brand, bleed: kind === 'bleed' ? template.page.bleed : 0 })
      const file = await window.permanence.saveFile({ suggestedName: title, kind: kind === 'png' ? 'png' : 'pdf', bytes: kind === 'png' ? await pageAsPng(engine, pdf) : pdf })
      if (file) void showToast({ message: t('compose:savedAs', { path: file.path }), closeLabel: t('app:close') })
    })

  useEffect(() => setPage((now) => Math.min(now, template.pages.length - 1)), [template])
  if (shows === 'layout') {
    return (
      <Suspense fallback={null}>
        <LayoutBench
          work={work} slots={shownSlots} saved={saved}
          onClose={(changed) => {
            if (changed) change({ ...work, template: changed, changed: true })
            setShows(null)
            requestAnimationFrame(() => layoutButton.current?.focus())
          }}
        />
      </Suspense>
    )
  }
  return (
    <div className={classes.bench}>
      <header className={classes.head}>
        <Button component="a" href={routeHash({ place: 'print', compose: '' })} variant="subtle" color="gray" size="compact-md" leftSection={<IconArrowLeft size={16} />}>
          {t('compose:back')}
        </Button>
        <Title order={1} size="h2" className={classes.title}>
          {title}
        </Title>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" leftSection={<IconPalette size={16} />} onClick={() => setShows('brand')}>
            {t('compose:brand.button')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" disabled={isExample} rightSection={<IconChevronDown size={14} />}>
                {t('compose:more')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPhoto size={16} />} onClick={() => void saveAs('png')}>
                {t('compose:forWeb')}
              </Menu.Item>
              <Menu.Item leftSection={<IconFileDownload size={16} />} onClick={() => void saveAs('pdf')}>
                {t('compose:savePdf')}
              </Menu.Item>
              {template.page.bleed > 0 && (
                <Menu.Item leftSection={<IconScissors size={16} />} onClick={() => void saveAs('bleed')}>
                  {t('compose:saveBleed', { bleed: template.page.bleed })}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
          <Button variant="default" leftSection={<IconPrinter size={16} />} disabled={isExample} aria-busy={under} onClick={() => void print()}>
            {t('compose:print')}
          </Button>
          <Button leftSection={<IconBooks size={16} />} disabled={isExample} aria-busy={under} onClick={() => void keepAndSay()}>
            {t('compose:keep')}
          </Button>
        </Group>
      </header>
      <div className={classes.columns}>
        <section className={classes.side} aria-label={t('compose:form')}>
          <SlotForm work={work} lacks={lacks} refused={composed?.refused ?? []} onChange={change} />
        </section>
        <div className={classes.paper}>
          <div className={classes.bar}>
            <PageChoice pages={template.pages.length} page={page} onPage={setPage} />
            <Button ref={layoutButton} variant="default" size="compact-sm" leftSection={<IconLayoutBoard size={14} />} onClick={() => setShows('layout')}>
              {t('compose:layout.button')}
            </Button>
            <Text size="sm" c="dimmed" role="status" ml="auto">
              {isExample ? t('compose:example') : t(work.changed || asset === '' ? 'compose:notKept' : 'compose:inLibrary')}
            </Text>
          </div>
          {error && <Refusal code={error} mb="xs" />}
          {composed && (
            <PaperNotes missing={composed.missing}>
              {(ownLack || (look && look.unread.length > 0)) && (
                <>
                  {ownLack && <Text size="sm">{t('compose:lack.own', { lack: lackWords(ownLack) })}</Text>}
                  {look && look.unread.length > 0 && <Text size="sm">{t('compose:lack.code')}</Text>}
                </>
              )}
            </PaperNotes>
          )}
          <PageView pdf={composed?.pdf ?? null} page={page} size={template.page} label={t('compose:preview')} busy={busy} />
          {notices.length > 0 && (
            <section className={classes.notices} aria-label={t('legal:label')} tabIndex={0}>
              <LegalNotices look={{ notices, imprint: null, readable: true }} onMend={() => setShows('brand')} />
            </section>
          )}
        </div>
      </div>
      <Suspense fallback={null}>{shows === 'brand' && <BrandDialog saved={saved} onClose={() => setShows(null)} />}</Suspense>
    </div>
  )
}
