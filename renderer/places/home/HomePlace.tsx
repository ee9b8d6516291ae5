/** Where a day begins: what takes place, who is lacking, what is to be decided, and where the people of the section stand. */
import { Button, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PeopleQuery } from '#core/domain/query'
import { dateLocale } from '../../ui/dates'
import { useLocale } from '../../ui/settings'
import { addWords } from '../../ui/words'
import { AheadCard } from './AheadCard'
import { DueCard } from './DueCard'
import { LackingCard } from './LackingCard'
import { PeopleCard } from './PeopleCard'
import { SheetsCard } from './SheetsCard'
import { ProposalsCard } from './ProposalsCard'
import { useHome } from './use-home'
import { homeWords } from './words'
import classes from './HomePlace.module.css'

addWords('home', homeWords)

const MeetingPageDialog = lazy(() => import('./MeetingPageDialog'))

interface Props {
  /** Before the list of people is opened. */
  onAsk(query: PeopleQuery): void
  /** A sheet that came back, by its code. */
  onKeySheet(code: string): void
}

export default function HomePlace({ onAsk, onKeySheet }: Props) {
  const { t } = useTranslation('home')
  const locale = dateLocale(useLocale())
  const answer = useHome()
  const home = answer?.home
  const [printing, setPrinting] = useState(false)
  return (
    <section className={classes.place} aria-label={t('title')}>
      <header className={classes.head}>
        <Title order={1}>{t('title')}</Title>
        {answer && (
          <Text c="dimmed" className={classes.day}>
            {new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(answer.now)}
          </Text>
        )}
        {home?.people && (
          <Button variant="default" size="compact-md" ml="auto" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => setPrinting(true)}>
            {t('print')}
          </Button>
        )}
      </header>
      {home && (
        <div className={classes.cards} data-volunteer={home.people === null || undefined}>
          <div className={classes.column}>
            <AheadCard home={home} now={answer.now} />
            {home.sheets && <SheetsCard sheets={home.sheets} actions={home.actions} onKey={onKeySheet} />}
            <ProposalsCard proposals={home.proposals} />
          </div>
          {home.lacking && home.people && (
            <div className={classes.column}>
              {home.due && <DueCard due={home.due} />}
              <LackingCard lacking={home.lacking} actions={home.actions} />
              <PeopleCard people={home.people} onAsk={onAsk} />
            </div>
          )}
        </div>
      )}
      <Suspense fallback={null}>{printing && <MeetingPageDialog onClose={() => setPrinting(false)} />}</Suspense>
    </section>
  )
}
