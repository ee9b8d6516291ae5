/** The section itself: its settings on this computer, who belongs to it, how it is shared. */
import { Tabs, Title } from '@mantine/core'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { goTo, replaceRoute, type SectionPart } from '../../ui/route'
import { whenIdle } from '../../ui/when-idle'
import { addWords } from '../../ui/words'
import { Settings } from './Settings'
import { sectionWords } from './words'
import classes from './SectionPlace.module.css'

addWords('section', sectionWords)

const loadOrganizers = () => import('./organizers/Organizers')
const loadSync = () => import('./sync/Sync')
const Organizers = lazy(loadOrganizers)
const Sync = lazy(loadSync)

export default function SectionPlace({ part, run }: { part: SectionPart | undefined; run(command: 'lock' | 'shortcuts'): void }) {
  const { t } = useTranslation('section')
  // A tab that is chosen shows at once.
  useEffect(() => whenIdle(() => Promise.all([loadOrganizers(), loadSync()])), [])
  const tab = part === 'invite' ? 'organizers' : (part ?? 'settings')
  return (
    <section className={classes.place} aria-label={t('title')}>
      <div className={classes.column}>
        <Title order={1}>{t('title')}</Title>
        <Tabs
          mt="sm" keepMounted={false} value={tab}
          onChange={(next) => goTo(next === 'organizers' || next === 'sync' ? { place: 'section', part: next } : { place: 'section' })}
        >
          <Tabs.List aria-label={t('tabs.label')}>
            {(['settings', 'organizers', 'sync'] as const).map((value) => (
              <Tabs.Tab key={value} value={value}>
                {t(`tabs.${value}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="settings">
            <Settings run={run} />
          </Tabs.Panel>
          <Tabs.Panel value="organizers">
            <Suspense fallback={null}>
              <Organizers inviting={part === 'invite'} onInviting={(on) => replaceRoute({ place: 'section', part: on ? 'invite' : 'organizers' })} />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="sync">
            <Suspense fallback={null}>
              <Sync />
            </Suspense>
          </Tabs.Panel>
        </Tabs>
      </div>
    </section>
  )
}
