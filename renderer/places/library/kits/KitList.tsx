/** The kits of the section. */
import { Button, Text } from '@mantine/core'
import { IconPackage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { KitId } from '#core/domain/ids'
import type { Kit } from '#core/domain/library/kit'
import { actionWords } from '../../../ui/action-words'
import { routeHash } from '../../../ui/route'
import { addWords } from '../../../ui/words'
import frame from '../../../ui/place/place.module.css'
import classes from './Kits.module.css'

addWords('action', actionWords)

interface Props {
  kits: readonly Kit[]
  open: KitId | undefined
  onNew(): void
}

export function KitList({ kits, open, onNew }: Props) {
  const { t } = useTranslation(['library', 'asset', 'action'])
  if (kits.length === 0) {
    return (
      <div className={frame.empty}>
        <Text fw={600}>{t('library:kits.none')}</Text>
        <Text c="dimmed" size="sm" maw="30rem" ta="center" mb="sm">
          {t('library:kits.noneMore')}
        </Text>
        <Button variant="default" onClick={onNew}>
          {t('library:kits.new')}
        </Button>
      </div>
    )
  }
  return (
    <ul className={classes.kits}>
      {kits.map((kit) => (
        <li key={kit.id}>
          <a href={routeHash({ place: 'library', kit: kit.id })} className={classes.kit} aria-current={kit.id === open || undefined}>
            <IconPackage size={20} stroke={1.5} aria-hidden />
            <span className={classes.name}>{kit.name}</span>
            <span className={classes.more}>{t('library:kits.count', { count: kit.assets.length })}</span>
            <span className={classes.more}>{kit.actions.map((kind) => t(`action:kind.${kind}`)).join(', ')}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
