/** The versions of a document: a new one stands in the place of the one before, which is kept. */
import { Button, FileButton, Group, Text } from '@mantine/core'
import { IconEye, IconFilePlus, IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#core/domain/days'
import { currentVersion, type AssetEdit, type AssetVersion } from '#core/domain/library/asset'
import type { LibraryAsset } from '#engine/api'
import { useSayError } from '../../ui/commands'
import { useEngine, useOpenStatus, useTopic } from '../../ui/engine'
import { IconButton } from '../../ui/IconButton'
import { Part } from '../../ui/sheet/lines'
import { showToast } from '../../ui/toast'
import { pictureOf } from './add/picture'
import { useAssetWords } from '../../ui/library/asset-text'
import fields from '../../ui/sheet/fields.module.css'
import classes from './AssetSheet.module.css'

interface Props {
  asset: LibraryAsset
  onPreview(version: string): void
  onEdit(...edits: AssetEdit[]): Promise<void>
}

export function VersionsPart({ asset, onPreview, onEdit }: Props) {
  const { t } = useTranslation(['library', 'app'])
  const engine = useEngine()
  const sayError = useSayError()
  const words = useAssetWords()
  const { device } = useOpenStatus()
  const devices = useTopic('devices', null)
  const letGo = useRef<() => void>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const current = currentVersion(asset)
  const day = ({ at }: AssetVersion) => words.day(dayOf(at))
  const from = (version: AssetVersion) => {
    const name = devices?.find(({ id }) => id === version.by)?.name
    return version.by === device || !name ? t('library:version.here', { day: day(version) }) : t('library:version.of', { day: day(version), device: name })
  }
  const say = (message: string) => void showToast({ message, closeLabel: t('app:close') })
  const add = async (file: File | null) => {
    letGo.current?.()
    if (!file || busy) return
    setBusy(true)
    try {
      const { known, ...facts } = await engine.call('inspectFile', file)
      if (known?.asset === asset.id && known.current) return say(t('library:version.same'))
      await engine.call('addVersion', { asset: asset.id, file: { ...facts, bytes: file, picture: await pictureOf(engine, file, facts.type) }, note: note.trim() })
      setNote('')
      say(t('library:version.added'))
    } catch (error) {
      sayError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Part title={t('library:sheet.part.versions')}>
      <ul className={classes.list}>
        {[...asset.versions].reverse().map((version) => (
          <li key={version.id} className={classes.row}>
            <span className={classes.grow}>
              {version.note && <Text size="sm">{version.note}</Text>}
              <Text size="xs" c="dimmed">
                {[...(version === current ? [t('library:version.current')] : []), from(version)].join(' · ')}
              </Text>
            </span>
            {version !== current && <IconButton size="sm" icon={IconEye} label={t('library:version.see', { day: day(version) })} onClick={() => onPreview(version.id)} />}
            {asset.versions.length > 1 && <IconButton size="sm" icon={IconTrash} label={t('library:version.remove', { day: day(version) })} onClick={() => void onEdit({ field: 'versions', remove: [version.id] })} />}
          </li>
        ))}
      </ul>
      <Group gap="xs" wrap="nowrap" mb={4}>
        <input className={fields.input} aria-label={t('library:version.note')} placeholder={t('library:version.note')} maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <FileButton resetRef={letGo} onChange={(file) => void add(file)}>
          {(props) => (
            <Button {...props} flex="none" size="compact-sm" variant="default" leftSection={<IconFilePlus size={14} />} aria-busy={busy}>
              {t('library:version.new')}
            </Button>
          )}
        </FileButton>
      </Group>
    </Part>
  )
}
