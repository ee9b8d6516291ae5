/** The section itself: its name, how this computer shows it, how it is protected. */
import { SegmentedControl, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOpenStatus } from '../../ui/engine'
import { useSettings } from '../../ui/settings'
import { addWords } from '../../ui/words'
import { Backup } from './Backup'
import { Line } from './Line'
import { SectionName } from './SectionName'
import { Security } from './Security'
import { sectionWords } from './words'
import classes from './SectionPlace.module.css'

addWords('section', sectionWords)

export default function SectionPlace({ run }: { run(command: 'lock' | 'shortcuts'): void }) {
  const { t } = useTranslation('section')
  const status = useOpenStatus()
  const { settings, change } = useSettings()
  return (
    <section className={classes.place} aria-label={t('title')}>
      <div className={classes.column}>
        <Title order={1}>{t('title')}</Title>
        <Part title={t('identity.title')}>
          <SectionName />
          <Text size="sm" c="dimmed">
            {t('identity.people', { count: status.people })}
          </Text>
        </Part>
        <Part title={t('look.title')}>
          <Line label={t('look.language')}>
            <SegmentedControl
              aria-label={t('look.language')}
              value={settings.locale}
              onChange={(locale) => change({ locale: locale as 'fr' })}
              data={[{ value: 'fr', label: t('look.french') }, { value: 'en', label: t('look.english') }]}
            />
          </Line>
          <Line label={t('look.scheme')}>
            <SegmentedControl
              aria-label={t('look.scheme')}
              value={settings.colorScheme}
              onChange={(colorScheme) => change({ colorScheme: colorScheme as 'light' })}
              data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`look.${value}`) }))}
            />
          </Line>
        </Part>
        <Part title={t('backup')}>
          <Backup />
        </Part>
        <Part title={t('security.title')}>
          <Security onLock={() => run('lock')} />
        </Part>
        <Part title={t('about.title')}>
          <Text size="sm">{t('about.version', { version: window.permanence.version })}</Text>
          <Text size="sm" c="dimmed">
            {t('about.free')} {t('about.offline')}
          </Text>
          <button type="button" className={classes.link} onClick={() => run('shortcuts')}>
            {t('about.shortcuts')}
          </button>
        </Part>
      </div>
    </section>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <Title order={2}>{title}</Title>
      <div className={classes.body}>{children}</div>
    </section>
  )
}
