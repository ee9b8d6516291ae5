/** The templates, each as it looks in the colours of the section, and the papers that were made before. */
import { Button, Text, Title } from '@mantine/core'
import { IconPalette, IconTrash } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionId, PresetId } from '#core/domain/ids'
import { builtInTemplates } from '#core/print/templates/built-in/templates'
import { sampleSlots } from '#core/print/templates/template-words'
import type { Template, TemplateKind } from '#core/print/templates/template'
import type { ComposeRequest } from '#engine/api'
import type { Engine } from '#engine/client'
import { useExecute, useOfferUndo } from '../../../ui/commands'
import { useEngine } from '../../../ui/engine'
import { IconButton } from '../../../ui/IconButton'
import { routeHash } from '../../../ui/route'
import { useSettings } from '../../../ui/settings'
import { pictureAddresses } from '../../../ui/while-open'
import { composeDrawn } from './compose-drawn'
import { pageAsPicture } from './page-pictures'
import type { Saved } from './use-saved'
import { forgetKept } from './work'
import classes from './Gallery.module.css'

const BrandDialog = lazy(() => import('./BrandDialog'))

const groups = [
  { name: 'tracts', kinds: ['tract', 'leaflet'] }, { name: 'posters', kinds: ['poster'] }, { name: 'invitations', kinds: ['invitation'] }, { name: 'doors', kinds: ['door-card'] }, { name: 'web', kinds: ['social'] },
] as const satisfies readonly { name: string; kinds: readonly TemplateKind[] }[]
/** Px of the longer side: twice what is shown. */
const side = 400

interface Card {
  id: string
  name: string
  more: string
  request: ComposeRequest
  /** Of the section's own: what is deleted with it. */
  preset?: PresetId
}

export function Gallery({ saved, action, on = '' }: { saved: Saved; action?: ActionId; on?: string }) {
  const { t } = useTranslation('compose')
  const { settings: { locale } } = useSettings()
  const execute = useExecute()
  const offerUndo = useOfferUndo()
  const [brand, setBrand] = useState(false)
  const templateCard = (template: Template): Card => ({
    id: template.id, name: template.name[locale] ?? template.id, more: t('size', { width: template.page.width, height: template.page.height }),
    request: { template, slots: sampleSlots(template, locale), pictures: {}, locale, brand: saved.brand },
  })
  const papers = saved.papers.map((paper): Card => ({
    id: paper.id, preset: paper.id, name: paper.title, more: paper.template.name[locale] ?? paper.template.name.fr ?? '', request: { template: paper.template, slots: paper.slots, pictures: paper.pictures, locale, brand: saved.brand },
  }))
  const shown = [
    ...(papers.length > 0 && !action ? [{ name: t('group.papers'), cards: papers }] : []),
    ...(saved.layouts.length > 0 ? [{ name: t('group.own'), cards: saved.layouts.map(({ id, template }) => ({ ...templateCard(template), preset: id })) }] : []),
    ...groups.map(({ name, kinds }) => ({ name: t(`group.${name}`), cards: builtInTemplates.filter(({ kind }) => (kinds as readonly TemplateKind[]).includes(kind)).map(templateCard) })),
  ]
  useEffect(forgetKept, [])
  const remove = async (id: PresetId, name: string) => {
    const receipt = await execute({ type: 'preset.delete', ids: [id] })
    if (receipt) offerUndo(t('removed', { name }), receipt)
  }
  const pictures = usePictures(shown.flatMap(({ cards }) => cards))
  return (
    <section className={classes.gallery} aria-label={t('title')}>
      <header className={classes.head}>
        <div>
          <Title order={1}>{t('title')}</Title>
          <Text c="dimmed" size="sm">
            {t(action ? 'chooseForAction' : 'choose')}
          </Text>
        </div>
        <Button variant="default" leftSection={<IconPalette size={16} />} onClick={() => setBrand(true)}>
          {t('brand.button')}
        </Button>
      </header>
      <div className={classes.body}>
        {shown.map(({ name, cards }) => (
          <section key={name} aria-label={name} className={classes.group} data-wide={cards.length > 2 || undefined}>
            <Title order={2} size="h3">
              {name}
            </Title>
            <ul className={classes.cards}>
              {cards.map(({ id, name: label, more, preset }) => (
                <li key={id} className={classes.item}>
                  <a className={classes.card} href={routeHash({ place: 'print', compose: id, ...(action ? { action, on } : {}) })}>
                    {/* What it shows is said by its name. */}
                    <span className={classes.picture}>{pictures.has(id) && <img src={pictures.get(id)} alt="" />}</span>
                    <span className={classes.name}>{label}</span>
                    <span className={classes.more}>{more}</span>
                  </a>
                  {preset && (
                    <span className={classes.remove}>
                      <IconButton size="sm" icon={IconTrash} label={t('remove', { name: label })} onClick={() => void remove(preset, label)} />
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Suspense fallback={null}>{brand && <BrandDialog saved={saved} onClose={() => setBrand(false)} />}</Suspense>
    </section>
  )
}

/** By what they show: nobody waits twice for the same one. */
const drawn = pictureAddresses(60)

function usePictures(cards: readonly Card[]): ReadonlyMap<string, string> {
  const engine = useEngine()
  const [, setCount] = useState(0)
  const lacking = cards.filter(({ request }) => !drawn.has(JSON.stringify(request)))
  const key = lacking.map(({ request }) => JSON.stringify(request)).join()
  useEffect(() => {
    if (!key) return
    let current = true
    const drawAll = async () => {
      for (const { request } of lacking) {
        if (!current) return
        await drawOne(engine, request).catch(() => {})
        if (current) setCount((count) => count + 1)
      }
    }
    void drawAll()
    return () => {
      current = false
    }
    // oxlint-disable-next-line react/exhaustive-deps -- `key` says which are lacking; one that is drawn must not begin all others anew.
  }, [engine, cards.map(({ request }) => JSON.stringify(request)).join()])
  return drawn.of(cards.map(({ id, request }) => [id, JSON.stringify(request)]))
}

async function drawOne(engine: Engine, request: ComposeRequest): Promise<void> {
  const { pdf } = await composeDrawn(engine, { ...request, shown: true })
  drawn.keep(JSON.stringify(request), await pageAsPicture(engine, pdf, side))
}
