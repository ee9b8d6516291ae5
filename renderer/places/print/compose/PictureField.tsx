/** A picture of the library, chosen by its title. */
import { NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '#core/domain/days'
import type { AssetId } from '#core/domain/ids'
import { currentVersion } from '#core/domain/library/asset'
import type { ErrorCode } from '#core/ports/errors'
import { useEngine, useTopic } from '../../../ui/engine'
import classes from './Compose.module.css'

interface Props {
  label: string
  value: AssetId | ''
  /** Why the chosen one is not there. */
  refused: ErrorCode | undefined
  onChoose(asset: AssetId | ''): void
}

export function PictureField({ label, value, refused, onChoose }: Props) {
  const { t } = useTranslation(['compose', 'error'])
  const engine = useEngine()
  const version = useTopic('library', null)?.version
  const [choices, setChoices] = useState<{ value: AssetId; label: string }[]>([])
  const [picture, setPicture] = useState('')
  useEffect(() => {
    if (version === undefined) return
    let current = true
    engine.call('library', { day: today() }).then(({ assets }) => {
      // A PDF of one page may be a logo.
      const fits = assets.filter((asset) => {
        const file = currentVersion(asset)
        return file && (file.type !== 'pdf' || file.pages === 1)
      })
      if (current) setChoices(fits.map(({ id, title }) => ({ value: id, label: title })))
    }, () => {})
    return () => {
      current = false
    }
  }, [engine, version])
  useEffect(() => {
    if (value === '') return setPicture('')
    let address = ''
    let current = true
    engine.call('assetPictures', [value]).then(([bytes]) => {
      if (!current || !bytes) return
      address = URL.createObjectURL(new Blob([bytes as BlobPart]))
      setPicture(address)
    }, () => {})
    return () => {
      current = false
      URL.revokeObjectURL(address)
    }
  }, [engine, value])
  return (
    <div className={classes.picture}>
      <NativeSelect
        flex={1} label={label} value={value} error={refused && t(`error:${refused}`)} {...(choices.length === 0 ? { description: t('compose:picture.none') } : {})}
        data={[{ value: '', label: t('compose:picture.without') }, ...choices]} onChange={(event) => onChoose(event.currentTarget.value as AssetId | '')}
      />
      {picture && <img src={picture} alt="" />}
    </div>
  )
}
