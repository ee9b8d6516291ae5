/** A document of the library on the desk: brought to this computer where it is not, then laid on sheets. */
import { Button, Loader, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconCloudDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssetId } from '#core/domain/ids'
import { currentVersion } from '#core/domain/library/asset'
import type { Library, LibraryAsset, PaperSource } from '#engine/api'
import { useSayError } from '../../ui/commands'
import { useEngine } from '../../ui/engine'
import { Refusal } from '../../ui/Refusal'
import { PrintDesk } from './PrintDesk'
import { usePrintable } from './use-printable'
import classes from './PrintDesk.module.css'

export default function AssetDesk({ id, library, onBack }: { id: AssetId; library: Library; onBack(): void }) {
  const { t } = useTranslation('press')
  const engine = useEngine()
  const sayError = useSayError()
  const asset = library.assets.find((each) => each.id === id)
  const version = asset && currentVersion(asset)
  if (!asset || !version) return <Instead title={asset?.title ?? t('title')} onBack={onBack}>{t(asset ? 'notPrinted' : 'gone')}</Instead>
  switch (asset.file?.state) {
    case 'coming':
      return <Instead title={asset.title} onBack={onBack}>{t('fetching')}</Instead>
    case 'missing':
      return <Instead title={asset.title} onBack={onBack}>{t('missing')}</Instead>
    case 'elsewhere':
      return (
        <Instead title={asset.title} onBack={onBack}>
          {t(asset.file.asked ? 'fetching' : 'elsewhere')}
          {!asset.file.asked && (
            <Button mt="sm" leftSection={<IconCloudDown size={16} />} onClick={() => void engine.call('fetchAsset', id).catch(sayError)}>
              {t('fetch')}
            </Button>
          )}
        </Instead>
      )
    default:
      return <Here key={version.id} asset={asset} version={version.id} onBack={onBack} />
  }
}

function Here({ asset, version, onBack }: { asset: LibraryAsset; version: string; onBack(): void }) {
  const { t } = useTranslation('press')
  const engine = useEngine()
  const source: PaperSource = { asset: asset.id, version }
  const { paper, error } = usePrintable(source, asset.versions.find(({ id }) => id === version)!.type, async () => (await engine.call('assetContent', { asset: asset.id, version })).bytes)
  if (error) return <Instead title={asset.title} onBack={onBack}><Refusal code={error} /></Instead>
  if (!paper) return <Instead title={asset.title} onBack={onBack}><Loader size="sm" mr="xs" />{t('reading')}</Instead>
  return <PrintDesk source={source} paper={paper} title={asset.title} asset={asset} onBack={onBack} />
}

export function Instead({ title, children, onBack }: { title: string; children: ReactNode; onBack(): void }) {
  const { t } = useTranslation('press')
  return (
    <section className={classes.instead} aria-label={t('title')}>
      <Button size="compact-sm" variant="subtle" leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
        {t('back')}
      </Button>
      <Title order={1}>{title}</Title>
      <Text component="div" role="status">
        {children}
      </Text>
    </section>
  )
}
