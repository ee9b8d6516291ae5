/** The section's name, how this computer shows it, keeps copies of it and protects it. */
import { SegmentedControl, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useOpenStatus, useTopic } from '../../ui/engine'
import { useSettings } from '../../ui/settings'
import { isVolunteer } from '../../ui/sharing'
import { Backup } from './Backup'
import { Line } from './Line'
import { Part } from './Part'
import { SectionName } from './SectionName'
import { Security } from './Security'
import classes from './SectionPlace.module.css'

export function Settings({ run }: { run(command: 'lock' | 'shortcuts'): void }) {
  const { t } = useTranslation('section')
  const status = useOpenStatus()
  const { settings, change } = useSettings()
  const volunteer = isVolunteer(useTopic('sharing', null))
  return (
    <>
      <Part title={t('identity.title')}>
        <SectionName />
        {!volunteer && (
          <Text size="sm" c="dimmed">
            {t('identity.people', { count: status.people })}
          </Text>
        )}
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
    </>
  )
}
