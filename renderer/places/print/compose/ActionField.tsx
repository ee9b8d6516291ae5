/** An action to come, by which the paper is filled. */
import { NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionId } from '#core/domain/ids'
import type { Slots } from '#core/print/templates/slots'
import { useSayError } from '../../../ui/commands'
import { useEngine, useTopic } from '../../../ui/engine'
import { useSettings } from '../../../ui/settings'

/** Milliseconds ahead: what is announced now. */
const ahead = 90 * 86_400_000

interface Choice {
  action: ActionId
  on: string
  label: string
}

export function ActionField({ onFill }: { onFill(slots: Slots, lastDay: string): void }) {
  const { t } = useTranslation(['compose', 'action'])
  const { settings: { locale } } = useSettings()
  const engine = useEngine()
  const sayError = useSayError()
  const version = useTopic('agenda', null)?.version
  const [choices, setChoices] = useState<Choice[]>([])
  useEffect(() => {
    if (version === undefined) return
    let current = true
    const day = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
    const now = Date.now()
    engine.call('agenda', { from: now, to: now + ahead }).then(({ actions, occurrences }) => {
      if (!current) return
      const byId = new Map(actions.map((action) => [action.id, action]))
      setChoices(occurrences.flatMap(({ action: id, on, from }) => {
        const action = byId.get(id)
        return action?.status === 'planned' ? [{ action: id, on, label: `${day.format(from)} — ${action.title || t(`action:kind.${action.kind}`)}` }] : []
      }))
    }, () => {})
    return () => {
      current = false
    }
  }, [engine, version, locale, t])
  const fill = async (at: number) => {
    const chosen = choices[at]
    if (!chosen) return
    try {
      const { slots, lastDay } = await engine.call('slotsFor', { action: chosen.action, on: chosen.on, locale })
      onFill(slots, lastDay)
    } catch (error) {
      sayError(error)
    }
  }
  return (
    <NativeSelect
      label={t('compose:from.label')} value="" disabled={choices.length === 0}
      data={[{ value: '', label: choices.length === 0 ? t('compose:from.none') : t('compose:from.choose') }, ...choices.map(({ label }, at) => ({ value: String(at), label }))]}
      onChange={(event) => event.currentTarget.value !== '' && void fill(Number(event.currentTarget.value))}
    />
  )
}
