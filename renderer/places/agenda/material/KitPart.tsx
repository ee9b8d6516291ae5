/** What the library has for an action of this kind: each document of its kits, to be printed at once. */
import { Anchor, Button, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { kitsFor } from '#core/domain/library/find-assets'
import { useAssetWords } from '../../../ui/library/asset-text'
import { useLibrary } from '../../../ui/library/use-library'
import { goTo, routeHash } from '../../../ui/route'
import { Part } from '../../../ui/sheet/lines'
import { addWords } from '../../../ui/words'
import { useActionEdit } from '../use-action-edit'
import { materialWords } from './words'
import classes from './Material.module.css'

addWords('material', materialWords)

/** Nothing where no kit is for such an action: kits are made in the library. */
export function KitPart() {
  const { t } = useTranslation('material')
  const words = useAssetWords()
  const { action } = useActionEdit()
  const library = useLibrary()
  const kits = library ? kitsFor(library.kits, action.kind) : []
  if (kits.length === 0) return null
  return (
    <>
      {kits.map((kit) => {
        const assets = kit.assets.flatMap((id) => library?.assets.find((asset) => asset.id === id) ?? [])
        return (
          <Part key={kit.id} title={t('kit.title', { name: kit.name })}>
            {kit.note !== '' && (
              <Text size="sm" c="dimmed" mb={4}>
                {kit.note}
              </Text>
            )}
            <ul className={classes.list}>
              {assets.map((asset) => (
                <li key={asset.id} className={classes.kit}>
                  <span>
                    <Anchor size="sm" href={routeHash({ place: 'library', asset: asset.id })}>
                      {asset.title}
                    </Anchor>
                    <Text size="xs" c="dimmed">
                      {[words.size(asset), words.validity(asset)].filter(Boolean).join(' · ')}
                    </Text>
                  </span>
                  {asset.versions.length > 0 && asset.validity !== 'expired' && (
                    <Button size="compact-sm" variant="default" leftSection={<IconPrinter size={14} />} aria-label={t('kit.printOf', { title: asset.title })} onClick={() => goTo({ place: 'print', asset: asset.id })}>
                      {t('kit.print')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {assets.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('kit.empty')}
              </Text>
            )}
          </Part>
        )
      })}
    </>
  )
}
