/** Sign-in sheets that were printed for what has taken place, and of which nothing was keyed. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Home } from '#engine/api'
import { useOfferUndo, useSayError } from '../../ui/commands'
import { dateLocale } from '../../ui/dates'
import { useEngine } from '../../ui/engine'
import { useLocale } from '../../ui/settings'
import { addWords } from '../../ui/words'
import { Card, useFirst } from './Card'
import { unkeyedWords } from './sheet-words'
import cardClasses from './Card.module.css'
import classes from './SheetsCard.module.css'

addWords('unkeyed', unkeyedWords)

const shown = 5

interface Props {
  sheets: NonNullable<Home['sheets']>
  actions: Home['actions']
  onKey(code: string): void
}

export function SheetsCard({ sheets, actions, onKey }: Props) {
  const { t } = useTranslation(['unkeyed', 'action'])
  const engine = useEngine()
  const offerUndo = useOfferUndo()
  const sayError = useSayError()
  const locale = dateLocale(useLocale())
  const { first, rest } = useFirst(sheets, shown)
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' })
  const lose = async ({ code, action, on }: (typeof sheets)[number], button: HTMLElement) => {
    const line = button.closest('li')
    // Its line goes: the focus is not to go with it.
    const next = (line?.nextElementSibling ?? line?.previousElementSibling)?.querySelector<HTMLElement>('button') ?? document.getElementById('main')
    try {
      offerUndo(t('unkeyed:isLost', { code }), await engine.call('sheetLost', { code, of: { action, on } }))
      next?.focus()
    } catch (error) {
      sayError(error)
    }
  }
  if (sheets.length === 0) return null
  return (
    <Card title={t('unkeyed:title', { count: sheets.length })} more={<span>{t('unkeyed:more')}</span>}>
      <ul className={classes.sheets}>
        {first.map((sheet) => {
          const { code, action: id, from } = sheet
          const { title, kind, city } = actions.find((one) => one.id === id)!
          const name = title || t(`action:kind.${kind}`)
          return (
            <li key={code}>
              <button type="button" className={classes.key} onClick={() => onKey(code)}>
                <span className={cardClasses.time} data-date>
                  {day.format(from)}
                </span>
                <span className={cardClasses.name}>{name}</span>
                <span className={cardClasses.where}>{city}</span>
                <code>{code}</code>
              </button>
              <Button variant="subtle" size="compact-sm" aria-label={t('unkeyed:lostOf', { code })} onClick={(event) => void lose(sheet, event.currentTarget)}>
                {t('unkeyed:lost')}
              </Button>
            </li>
          )
        })}
      </ul>
      {rest}
    </Card>
  )
}
