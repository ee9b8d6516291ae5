/** The kits that a document is in, and another one to put it into. */
import { Anchor, NativeSelect, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { KitId } from '#core/domain/ids'
import type { Kit } from '#core/domain/library/kit'
import type { LibraryAsset } from '#engine/api'
import { useExecute } from '../../../ui/commands'
import { IconButton } from '../../../ui/IconButton'
import { routeHash } from '../../../ui/route'
import { Part } from '../../../ui/sheet/lines'
import classes from '../AssetSheet.module.css'

export function KitsPart({ asset, kits }: { asset: LibraryAsset; kits: readonly Kit[] }) {
  const { t } = useTranslation('library')
  const execute = useExecute()
  const of = kits.filter(({ assets }) => assets.includes(asset.id))
  const others = kits.filter((kit) => !of.includes(kit))
  const change = (id: KitId, how: 'add' | 'remove') => void execute({ type: 'kit.edit', changes: [{ id, edits: [{ field: 'assets', [how]: [asset.id] }] }] })
  return (
    <Part title={t('sheet.part.kits')}>
      {of.length === 0 ? (
        <Text size="sm" c="dimmed" mb={4}>
          {t('kits.inNone')}
        </Text>
      ) : (
        <ul className={classes.list}>
          {of.map((kit) => (
            <li key={kit.id} className={classes.row}>
              <Anchor size="sm" className={classes.grow} href={routeHash({ place: 'library', kit: kit.id })}>
                {kit.name}
              </Anchor>
              <IconButton size="sm" icon={IconX} label={t('kits.removeAsset', { title: kit.name })} onClick={() => change(kit.id, 'remove')} />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <NativeSelect
          size="xs" maw="16rem" aria-label={t('kits.put')} value="" data={[{ value: '', label: t('kits.put') }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => event.currentTarget.value && change(event.currentTarget.value as KitId, 'add')}
        />
      )}
    </Part>
  )
}
