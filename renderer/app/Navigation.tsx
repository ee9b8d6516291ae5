/** The places that exist, and what concerns the whole window. */
import { IconBooks, IconBuildingCommunity, IconCalendarEvent, IconHelp, IconHistory, IconHome, IconLanguage, IconLock, IconMoon, IconPrinter, IconSun, IconUsers } from '@tabler/icons-react'
import { useComputedColorScheme, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OpenStatus } from '../ui/engine'
import { IconButton } from '../ui/IconButton'
import { routeHash, type Route } from '../ui/route'
import { useSettings } from '../ui/settings'
import type { ShellCommand } from './Shell'
import classes from './Navigation.module.css'

const places = [
  { place: 'home', icon: IconHome },
  { place: 'people', icon: IconUsers },
  { place: 'agenda', icon: IconCalendarEvent },
  { place: 'print', icon: IconPrinter },
  { place: 'library', icon: IconBooks },
  { place: 'history', icon: IconHistory },
  { place: 'section', icon: IconBuildingCommunity },
] as const

interface NavigationProps {
  route: Route
  status: OpenStatus
  volunteer: boolean
  /** How many ask to join the section. */
  asking: number
  run(command: ShellCommand): void
}

export function Navigation({ route, status, volunteer, asking, run }: NavigationProps) {
  const { t } = useTranslation('app')
  const { settings, change } = useSettings()
  const dark = useComputedColorScheme() === 'dark'
  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      <div className={classes.section} title={status.section.name}>
        <span className={classes.mark} aria-hidden>
          P
        </span>
        <span className={classes.name}>{status.section.name}</span>
      </div>
      <ul className={classes.places}>
        {places.map(({ place, icon: Icon }) => (
          <li key={place}>
            <a href={routeHash(place === 'section' && asking > 0 ? { place, part: 'organizers' } : { place })} className={classes.place} aria-current={route.place === place ? 'page' : undefined}>
              <Icon size={18} stroke={1.75} aria-hidden />
              {t(`nav.${place}`)}
              {place === 'section' && asking > 0 && (
                <span className={classes.asking}>
                  <span aria-hidden>{asking}</span>
                  <VisuallyHidden component="span">{t('sharing.waiting', { count: asking })}</VisuallyHidden>
                </span>
              )}
              {place === 'people' && !volunteer && <span className={classes.count}>{status.people.toLocaleString(settings.locale)}</span>}
            </a>
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        <IconButton side="top" icon={IconLock} label={t('bar.lock')} keys={`${t('keys.control')} L`} onClick={() => run('lock')} />
        <IconButton
          side="top"
          icon={dark ? IconSun : IconMoon}
          label={t(dark ? 'bar.toLight' : 'bar.toDark')}
          onClick={() => change({ colorScheme: dark ? 'light' : 'dark' })}
        />
        <IconButton side="top" icon={IconLanguage} label={t('bar.language')} onClick={() => change({ locale: settings.locale === 'fr' ? 'en' : 'fr' })} />
        <IconButton side="top" icon={IconHelp} label={t('bar.shortcuts')} keys="?" onClick={() => run('shortcuts')} />
      </div>
    </nav>
  )
}
