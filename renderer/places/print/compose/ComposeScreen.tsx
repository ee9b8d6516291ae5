/** Composing a paper: a template is chosen, then filled, from an action or by hand. */
import { Button, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionId } from '#core/domain/ids'
import { builtInTemplates } from '#core/print/templates/built-in/templates'
import { useEngine, useOpenStatus } from '../../../ui/engine'
import { goTo } from '../../../ui/route'
import { useSettings } from '../../../ui/settings'
import { useSayError } from '../../../ui/commands'
import { addWords } from '../../../ui/words'
import { Gallery } from './Gallery'
import { useSaved, type Saved } from './use-saved'
import { leftWork, type Work } from './work'
import { Workbench } from './Workbench'
import { composeWords } from './words'
import classes from './Compose.module.css'

addWords('compose', composeWords)

interface Props {
  /** Of a built-in template, of a layout of the section's or of a paper that it made; none: which one is asked. */
  template?: string
  action?: ActionId
  on?: string
}

export default function ComposeScreen({ template, action, on = '' }: Props) {
  const saved = useSaved()
  if (!saved) return null
  if (!template) return <Gallery saved={saved} {...(action ? { action, on } : {})} />
  return <Opened key={`${template}/${action ?? ''}/${on}`} id={template} saved={saved} {...(action ? { of: { action, on } } : {})} />
}

function Opened({ id, saved, of }: { id: string; saved: Saved; of?: { action: ActionId; on: string } }) {
  const { t } = useTranslation('compose')
  const { settings: { locale } } = useSettings()
  const engine = useEngine()
  const sayError = useSayError()
  const { section } = useOpenStatus()
  const key = [section.id, id, of?.action, of?.on].join('/')
  const [work, setWork] = useState<Work | null>(() => leftWork.get(key) ?? (of ? null : workOf(id, saved)))
  const [gone] = useState(() => workOf(id, saved) === null)
  useEffect(() => () => void engine.call('closeComposing').catch(() => {}), [engine])
  useEffect(() => {
    const begun = of && !work && workOf(id, saved)
    if (!begun) return
    let current = true
    engine.call('slotsFor', { ...of, locale }).then(
      ({ slots, lastDay }) => current && setWork({ ...begun, slots: { ...begun.slots, ...slots }, validUntil: lastDay }),
      (error: unknown) => {
        sayError(error)
        if (current) setWork(begun)
      },
    )
    return () => {
      current = false
    }
    // oxlint-disable-next-line react/exhaustive-deps -- once: what is typed since must stay.
  }, [])
  if (gone && !work) {
    return (
      <div className={classes.gone}>
        <Text fw={600}>{t('gone')}</Text>
        <Button variant="default" mt="sm" onClick={() => goTo({ place: 'print', compose: '' })}>
          {t('back')}
        </Button>
      </div>
    )
  }
  return work && <Workbench leftAs={key} begun={work} saved={saved} />
}

function workOf(id: string, { layouts, papers }: Saved): Work | null {
  const paper = papers.find((each) => each.id === id)
  if (paper) return { template: paper.template, slots: paper.slots, pictures: paper.pictures, paper: paper.id, changed: false }
  const template = builtInTemplates.find((each) => each.id === id) ?? layouts.find((each) => each.id === id)?.template
  return template ? { template, slots: {}, pictures: {}, changed: false } : null
}
