/** The documents that were found, as small pictures or line by line. */
import { IconCloud, IconCloudDown, IconCloudOff, IconCloudUp, IconDeviceDesktop, IconFile, IconLink, IconMessage } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssetId } from '#core/domain/ids'
import { inStock, isLow } from '#core/domain/library/stock'
import type { FileState, LibraryAsset } from '#engine/api'
import { routeHash } from '../../ui/route'
import { useAssetWords } from '../../ui/library/asset-text'
import { usePictures } from '../../ui/library/use-library'
import classes from './AssetGrid.module.css'

interface Props {
  assets: readonly LibraryAsset[]
  /** The one whose sheet is open. */
  open: AssetId | undefined
}

export function AssetGrid({ assets, open }: Props) {
  const { t } = useTranslation(['library', 'asset'])
  const words = useAssetWords()
  const pictures = usePictures(assets)
  return (
    <ul className={classes.grid}>
      {assets.map((asset) => (
        <li key={asset.id}>
          <a href={routeHash({ place: 'library', asset: asset.id })} className={classes.card} aria-current={asset.id === open || undefined}>
            <span className={classes.picture}>
              {/* What it shows is said by its title. */}
              {pictures.has(asset.id) ? <img src={pictures.get(asset.id)} alt="" /> : <Without asset={asset} />}
            </span>
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
              {asset.stock.length > 0 && (
                <span className={classes.more} data-warn={isLow(asset) || undefined}>
                  {t(isLow(asset) ? 'lowStock' : 'inStock', { count: inStock(asset.stock) })}
                </span>
              )}
              {asset.file && asset.file.state !== 'here' && <FileMark state={asset.file} />}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

export function AssetList({ assets, open }: Props) {
  const { t } = useTranslation(['library', 'asset'])
  const words = useAssetWords()
  return (
    <table className={classes.list}>
      <thead>
        <tr>
          <th scope="col">{t('sheet.name')}</th>
          <th scope="col">{t('sheet.kind')}</th>
          <th scope="col" data-more>
            {t('sheet.campaign')}
          </th>
          <th scope="col">{t('sheet.valid')}</th>
          <th scope="col" data-more>
            {t('sheet.part.stock')}
          </th>
          <th scope="col" data-more>
            {t('filter.state')}
          </th>
        </tr>
      </thead>
      <tbody>
        {assets.map((asset) => (
          <tr key={asset.id} data-open={asset.id === open || undefined}>
            <td>
              <a href={routeHash({ place: 'library', asset: asset.id })} aria-current={asset.id === open || undefined}>
                {asset.title}
              </a>
            </td>
            <td>
              {t(`asset:kind.${asset.kind}`)} <span className={classes.more}>{words.size(asset)}</span>
            </td>
            <td data-more>{asset.campaign}</td>
            <td>
              <span className={classes.more} data-warn={asset.validity !== 'valid' || undefined}>
                {words.validity(asset)}
              </span>
            </td>
            <td data-more>
              {asset.stock.length > 0 && (
                <span className={classes.more} data-warn={isLow(asset) || undefined}>
                  {t('inStock', { count: inStock(asset.stock) })}
                </span>
              )}
            </td>
            <td data-more>{asset.file && <FileMark state={asset.file} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Without({ asset }: { asset: LibraryAsset }) {
  const Icon = asset.file ? IconFile : asset.text ? IconMessage : IconLink
  return <Icon size={36} stroke={1.25} aria-hidden />
}

const marks: Record<FileState['state'], ComponentType<{ size?: number; stroke?: number }>> = {
  here: IconDeviceDesktop, 'here-only': IconDeviceDesktop, sending: IconCloudUp, coming: IconCloudDown, elsewhere: IconCloud, missing: IconCloudOff,
}

/** Where the file is, as an icon with its words. */
export function FileMark({ state }: { state: FileState }) {
  const words = useAssetWords()
  const Icon = marks[state.state]
  return (
    <span className={`${classes.more} ${classes.file}`} data-warn={state.state === 'missing' || (state.state === 'elsewhere' && state.full) || (state.state === 'here-only' && state.refusal) || undefined}>
      <Icon size={14} stroke={1.75} aria-hidden />
      {words.file(state)}
    </span>
  )
}
