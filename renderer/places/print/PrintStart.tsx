/** What can be printed: documents of the library, a file that is dropped, and where the other papers are. */
import { Anchor, Button, Checkbox, CloseButton, Text, TextInput, Title } from '@mantine/core'
import { IconCheck, IconFile, IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isReady } from '#core/domain/library/asset'
import { everyAsset, findAssets } from '#core/domain/library/find-assets'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { Library, LibraryAsset } from '#engine/api'
import { DropField } from '../../ui/DropField'
import { useEngine } from '../../ui/engine'
import { useAssetWords } from '../../ui/library/asset-text'
import { usePictures } from '../../ui/library/use-library'
import { goTo, routeHash } from '../../ui/route'
import { usePlaceKeys } from '../../ui/place/use-place-keys'
import { PrintLog } from './PrintLog'
import frame from '../../ui/place/place.module.css'
import classes from './PrintStart.module.css'

const StreetsDialog = lazy(() => import('../../ui/list/StreetsDialog'))

interface Props {
  library: Library
  volunteer: boolean
  onLoose(file: { loose: string; file: File }): void
}

export function PrintStart({ library, volunteer, onLoose }: Props) {
  const { t } = useTranslation(['press', 'error'])
  const engine = useEngine()
  const [search, setSearch] = useState('')
  const [withExpired, setWithExpired] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const [byStreet, setByStreet] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const printable = library.assets.filter(({ versions }) => versions.length > 0)
  const expired = printable.filter(({ validity }) => validity === 'expired').length
  const offered = withExpired ? printable : printable.filter(({ validity }) => validity !== 'expired')
  const found = findAssets(offered, { ...everyAsset, search })

  usePlaceKeys({ '/': () => field.current?.focus() })

  const take = async ([file]: readonly File[]) => {
    if (!file) return
    setRefused(null)
    try {
      onLoose({ ...(await engine.call('looseFile', file)), file })
    } catch (error) {
      setRefused(errorCode(error))
    }
  }

  return (
    <div className={classes.place}>
      <section className={frame.main} aria-label={t('press:title')}>
        <header className={frame.head}>
          <Title order={1}>{t('press:title')}</Title>
          <TextInput
            ref={field} type="search" size="xs" className={classes.search} aria-label={t('press:start.search')} placeholder={t('press:start.placeholder')} leftSection={<IconSearch size={14} />}
            rightSection={search ? <CloseButton size="xs" tabIndex={-1} aria-label={t('press:start.search')} onClick={() => setSearch('')} /> : null}
            value={search} onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Text size="sm" c="dimmed" role="status">
            {t('press:start.count', { count: found.length })}
          </Text>
          {expired > 0 && <Checkbox size="xs" ml="auto" label={t('press:start.expired', { count: expired })} checked={withExpired} onChange={(event) => setWithExpired(event.currentTarget.checked)} />}
        </header>
        <div className={frame.view}>
          {printable.length === 0 ? (
            <div className={frame.empty}>
              <Text fw={600}>{t('press:start.empty')}</Text>
              <Text c="dimmed" size="sm" maw="30rem" ta="center" mb="sm">
                {t('press:start.emptyMore')}
              </Text>
              <Button variant="default" onClick={() => goTo({ place: 'library' })}>
                {t('press:start.toLibrary')}
              </Button>
            </div>
          ) : found.length === 0 ? (
            <div className={frame.empty}>
              <Text fw={600}>{t('press:start.nothing')}</Text>
            </div>
          ) : (
            <Documents assets={found} />
          )}
        </div>
      </section>
      <aside className={classes.aside} aria-label={t('press:start.papers')}>
        <section>
          <DropField
            label={t('press:start.drop')} choose={t('press:start.choose')} dropNow={t('press:start.dropNow')} accept="application/pdf,image/*" data-testid="loose"
            told={refused ? { good: false, text: t(`error:${refused}`) } : { good: true, text: t('press:start.dropMore') }} onFiles={(files) => void take(files)}
          />
        </section>
        <section>
          <h2>{t('press:start.papers')}</h2>
          <ul className={classes.papers}>
            <li>
              <Anchor href={routeHash({ place: 'print', compose: '' })}>{t('press:start.compose')}</Anchor>
              <Text size="xs" c="dimmed">
                {t('press:start.composeMore')}
              </Text>
            </li>
            <li>
              <Anchor href={routeHash({ place: 'agenda' })}>{t('press:start.signIn')}</Anchor>
              <Text size="xs" c="dimmed">
                {t('press:start.signInMore')}
              </Text>
            </li>
            {!volunteer && (
              <li>
                <Anchor href={routeHash({ place: 'people' })}>{t('press:start.lists')}</Anchor>
                <Text size="xs" c="dimmed">
                  {t('press:start.listsMore')}
                </Text>
              </li>
            )}
            {!volunteer && (
              <li>
                <Anchor component="button" type="button" onClick={() => setByStreet(true)}>
                  {t('press:start.streets')}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {t('press:start.streetsMore')}
                </Text>
              </li>
            )}
          </ul>
        </section>
        <section>
          <h2>{t('press:start.log')}</h2>
          <PrintLog />
        </section>
      </aside>
      <Suspense fallback={null}>{byStreet && <StreetsDialog onClose={() => setByStreet(false)} />}</Suspense>
    </div>
  )
}

function Documents({ assets }: { assets: readonly LibraryAsset[] }) {
  const { t } = useTranslation(['press', 'asset'])
  const words = useAssetWords()
  const pictures = usePictures(assets)
  return (
    <ul className={classes.list} aria-label={t('press:start.what')}>
      {assets.map((asset) => (
        <li key={asset.id}>
          <a href={routeHash({ place: 'print', asset: asset.id })} className={classes.card}>
            {/* What it shows is said by its title. */}
            <span className={classes.picture}>{pictures.has(asset.id) ? <img src={pictures.get(asset.id)} alt="" /> : <IconFile size={28} stroke={1.25} aria-hidden />}</span>
            <span className={classes.said}>
              <span className={classes.title}>{asset.title}</span>
              <span className={classes.more}>
                {t(`asset:kind.${asset.kind}`)} · {words.size(asset)}
              </span>
              {asset.validUntil !== '' && (
                <span className={classes.more} data-warn={asset.validity !== 'valid' || undefined}>
                  {words.validity(asset)}
                </span>
              )}
              {asset.file && asset.file.state !== 'here' && asset.file.state !== 'here-only' && asset.file.state !== 'sending' && <span className={classes.more}>{words.file(asset.file)}</span>}
              {isReady(asset) && (
                <span className={classes.more} data-good>
                  <IconCheck size={13} aria-hidden /> {t('press:start.ready')}
                </span>
              )}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
