/** No section is open: the first run, the choice of a section, or the lock. One calm page each. */
import { Button, Title } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SectionId } from '#core/domain/ids'
import type { EngineStatus } from '#engine/api'
import { useSettings } from '../../ui/settings'
import { useEngine, useTopic } from '../../ui/engine'
import type { GivenInvitation } from '../../ui/given-invitation'
import { addWords } from '../../ui/words'
import { CreateSection } from './CreateSection'
import { FirstRun } from './FirstRun'
import { SectionList } from './SectionList'
import { Unlock } from './Unlock'
import { joinWords } from './join-words'
import { recoverWords } from './recover/words'
import { restoreWords } from './restore-words'
import { welcomeWords } from './words'
import classes from './Welcome.module.css'

addWords('welcome', welcomeWords)
addWords('restore', restoreWords)
addWords('join', joinWords)
addWords('recover', recoverWords)

const RestoreBackup = lazy(() => import('./RestoreBackup'))
const JoinSection = lazy(() => import('./JoinSection'))
const RecoverSection = lazy(() => import('./recover/RecoverSection'))

export type ClosedStatus = Extract<EngineStatus, { phase: 'closed' }>

type Page = { kind: 'choose' } | { kind: 'create' } | { kind: 'join' } | { kind: 'recover' } | { kind: 'restore' } | { kind: 'unlock'; id: SectionId }

/** One section alone is the one that is meant: it is asked for its passphrase at once. */
function firstPage({ sections, locked }: ClosedStatus): Page {
  const only = sections.length === 1 ? sections[0]!.id : undefined
  const id = locked ?? only
  return id ? { kind: 'unlock', id } : { kind: 'choose' }
}

export default function Welcome({ status, given }: { status: ClosedStatus; given: GivenInvitation }) {
  const { t } = useTranslation('welcome')
  const engine = useEngine()
  const { settings, change } = useSettings()
  const [chosen, setPage] = useState<Page>(() => firstPage(status))
  // A request that is under way is where one left it, whatever page was shown before; once let in it has no page any more.
  const joining = useTopic('joining', null)
  const page: Page = joining && joining.step !== 'joined' ? { kind: 'bySheet' in joining ? 'recover' : 'join' } : chosen
  const stub = page.kind === 'unlock' ? status.sections.find(({ id }) => id === page.id) : undefined
  const choose = () => setPage({ kind: 'choose' })
  const comeIn = (kind: 'join' | 'recover') => () => {
    // Of a section that was joined before: this is another one.
    if (joining) void engine.call('stopJoining').catch(() => undefined)
    setPage({ kind })
  }
  // A link that was pressed elsewhere is shown in the form, but takes nobody away from a request that is under way.
  const ended = joining !== undefined && joining !== null && !['asking', 'code', 'recovering'].includes(joining.step)
  useEffect(() => {
    if (given.link === null) return
    if (ended) void engine.call('stopJoining').catch(() => undefined)
    setPage({ kind: 'join' })
  }, [engine, given.link, ended])
  const [join, recover] = [comeIn('join'), comeIn('recover')]
  const restore = () => setPage({ kind: 'restore' })
  const unlock = (id: SectionId) => setPage({ kind: 'unlock', id })
  return (
    <div className={classes.page}>
      <main className={classes.card}>
        <header className={classes.brand}>
          <span className={classes.mark} aria-hidden>
            P
          </span>
          <Title order={1}>{t('title')}</Title>
          <p>{t('tagline')}</p>
        </header>
        {page.kind === 'create' ? (
          <CreateSection keychain={status.keychain} onBack={choose} />
        ) : page.kind === 'join' ? (
          <Suspense fallback={null}>
            <JoinSection keychain={status.keychain} given={given} onOpen={unlock} onAgain={() => setPage({ kind: 'join' })} onBack={choose} />
          </Suspense>
        ) : page.kind === 'recover' ? (
          <Suspense fallback={null}>
            <RecoverSection keychain={status.keychain} onOpen={unlock} onBack={choose} />
          </Suspense>
        ) : page.kind === 'restore' ? (
          <Suspense fallback={null}>
            <RestoreBackup keychain={status.keychain} onOpen={unlock} onBack={choose} />
          </Suspense>
        ) : stub ? (
          <Unlock key={stub.id} stub={stub} locked={status.locked === stub.id} reason={status.locked === stub.id ? status.reason : undefined} onOthers={choose} />
        ) : status.sections.length > 0 ? (
          <SectionList sections={status.sections} replaced={status.replaced} onOpen={unlock} onCreate={() => setPage({ kind: 'create' })} onJoin={join} onRecover={recover} onRestore={restore} />
        ) : (
          <FirstRun onCreate={() => setPage({ kind: 'create' })} onJoin={join} onRecover={recover} onRestore={restore} />
        )}
      </main>
      <Button
        className={classes.language}
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconLanguage size={15} />}
        onClick={() => change({ locale: settings.locale === 'fr' ? 'en' : 'fr' })}
      >
        {t('language')}
      </Button>
    </div>
  )
}
