/** One document: everything editable where it is read, and what can be done with it. */
import { Alert, Button, Group, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloudDown, IconDownload, IconEye, IconPrinter, IconTrash, IconX } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssetId } from '#core/domain/ids'
import { assetAudiences, assetKinds, currentVersion, isReady, type AssetEdit, type AssetText } from '#core/domain/library/asset'
import { finishedSize } from '#core/print/imposition/print-choices'
import { isLow, inStock } from '#core/domain/library/stock'
import type { Library, LibraryAsset } from '#engine/api'
import { CopyButton } from '../../ui/CopyButton'
import { useExecute, useOfferUndo, useSayError } from '../../ui/commands'
import { useEngine, useOpenStatus } from '../../ui/engine'
import { IconButton } from '../../ui/IconButton'
import { legalKind } from '../../ui/legal/legal-kind'
import { LegalNotices } from '../../ui/legal/LegalNotices'
import { useLegalLook } from '../../ui/legal/use-legal-look'
import { goTo } from '../../ui/route'
import { Choices, Line, Part, TextField } from '../../ui/sheet/lines'
import { showToast } from '../../ui/toast'
import { FileMark } from './AssetGrid'
import { useAssetWords } from '../../ui/library/asset-text'
import { KitsPart } from './kits/KitsPart'
import { PrintsPart } from './PrintsPart'
import { StockPart } from './StockPart'
import { usePictures } from '../../ui/library/use-library'
import { VersionsPart } from './VersionsPart'
import sheet from '../../ui/sheet/Sheet.module.css'
import fields from '../../ui/sheet/fields.module.css'
import classes from './AssetSheet.module.css'

const PreviewDialog = lazy(() => import('./PreviewDialog'))

interface Props {
  id: AssetId
  library: Library
  onClose(): void
}

export default function AssetSheet({ id, library, onClose }: Props) {
  const asset = library.assets.find((each) => each.id === id)
  return asset ? <Known asset={asset} library={library} onClose={onClose} /> : <Gone onClose={onClose} />
}

function Gone({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('library')
  return (
    <div className={sheet.gone}>
      <Title order={2}>{t('sheet.gone')}</Title>
      <Text c="dimmed" my="sm">
        {t('sheet.goneMore')}
      </Text>
      <Group gap="xs">
        <Button variant="default" onClick={() => goTo({ place: 'history' })}>
          {t('sheet.history')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('sheet.close')}
        </Button>
      </Group>
    </div>
  )
}

const endings = { pdf: 'pdf', png: 'png', jpeg: 'jpg', webp: 'webp', gif: 'gif', svg: 'svg' } as const

function Known({ asset, library, onClose }: { asset: LibraryAsset; library: Library; onClose(): void }) {
  const { t } = useTranslation(['library', 'asset', 'app'])
  const { id, title, file } = asset
  const engine = useEngine()
  const execute = useExecute()
  const sayError = useSayError()
  const offerUndo = useOfferUndo()
  const words = useAssetWords()
  const { save } = useOpenStatus()
  const pictures = usePictures([asset])
  const root = useRef<HTMLDivElement>(null)
  const [pending, setPending] = useState(0)
  const [previews, setPreviews] = useState<string | null>(null)
  const [kindId, audienceId] = [useId(), useId()]
  const version = currentVersion(asset)
  const isHere = file?.state === 'here' || file?.state === 'here-only' || file?.state === 'sending'

  useEffect(() => root.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true }), [])

  const edit = async (...edits: AssetEdit[]) => {
    setPending((count) => count + 1)
    await execute({ type: 'asset.edit', changes: [{ id, edits }] })
    setPending((count) => count - 1)
  }
  const remove = async () => {
    const receipt = await execute({ type: 'asset.delete', ids: [id] })
    if (!receipt) return
    onClose()
    offerUndo(t('library:sheet.deleted'), receipt)
  }
  const saveAs = async () => {
    try {
      const { bytes, type } = await engine.call('assetContent', { asset: id })
      const saved = await window.permanence.saveFile({ suggestedName: title, kind: endings[type], bytes })
      if (saved) void showToast({ message: t('library:sheet.savedAs', { path: saved.path }), closeLabel: t('app:close') })
    } catch (error) {
      sayError(error)
    }
  }
  const keys = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !root.current?.contains(event.target as HTMLElement) || event.key !== 'Escape') return
    event.preventDefault()
    onClose()
  }
  const state = save.state === 'failing' ? 'failing' : pending > 0 ? 'saving' : 'saved'
  const StateIcon = state === 'failing' ? IconAlertTriangle : IconCheck
  const text = (field: AssetText, label: string, options: { lines?: boolean; type?: 'text' | 'date'; placeholder?: string } = {}) => (
    <TextField label={label} value={asset[field]} onSave={(value) => (field === 'title' && value === '' ? Promise.resolve(false) : edit({ field, value }))} {...options}>
      <Apart asset={asset} field={field} />
    </TextField>
  )

  return (
    <div ref={root} className={sheet.sheet} onKeyDown={keys}>
      <header className={sheet.head}>
        <Title order={2} className={sheet.name} tabIndex={-1}>
          {title}
        </Title>
        <span className={sheet.state} data-state={state} role="status">
          {state !== 'saving' && <StateIcon size={14} stroke={2} aria-hidden />}
          {t(`library:sheet.${state}`)}
        </span>
        <IconButton icon={IconX} label={t('library:sheet.close')} keys={t('app:keys.escape')} onClick={onClose} />
      </header>
      <div className={sheet.body}>
        <div className={classes.top}>
          {pictures.has(id) && (
            <button type="button" className={classes.picture} disabled={!isHere} aria-label={t('library:sheet.preview')} onClick={() => version && setPreviews(version.id)}>
              <img src={pictures.get(id)} alt="" />
            </button>
          )}
          <div className={classes.facts}>
            <Text size="sm" fw={600}>
              {t(`asset:kind.${asset.kind}`)} · {words.size(asset)}
            </Text>
            {asset.validUntil !== '' && (
              <Text size="sm" c={asset.validity === 'valid' ? 'dimmed' : 'var(--permanence-lacking)'}>
                {words.validity(asset)}
              </Text>
            )}
            {file && <FileMark state={file} />}
            <Group gap="xs" mt="xs">
              {version && (
                <Button size="compact-sm" leftSection={<IconPrinter size={14} />} onClick={() => goTo({ place: 'print', asset: id })}>
                  {t('library:sheet.print')}
                </Button>
              )}
              {version && isHere && (
                <>
                  <Button size="compact-sm" variant="default" leftSection={<IconEye size={14} />} onClick={() => setPreviews(version.id)}>
                    {t('library:sheet.preview')}
                  </Button>
                  <Button size="compact-sm" variant="default" leftSection={<IconDownload size={14} />} onClick={() => void saveAs()}>
                    {t('library:sheet.save')}
                  </Button>
                </>
              )}
              {file?.state === 'elsewhere' && !file.asked && (
                <Button size="compact-sm" leftSection={<IconCloudDown size={14} />} onClick={() => void engine.call('fetchAsset', id).catch(sayError)}>
                  {t('library:sheet.fetch')}
                </Button>
              )}
              {asset.text !== '' && <CopyButton text={[asset.text, asset.link].filter(Boolean).join('\n')} copy={t('library:sheet.copy')} copied={t('library:sheet.copied')} refused={asset.text} variant="default" />}
            </Group>
          </div>
        </div>
        {isLow(asset) && (
          <Alert color="orange" mx="lg" my="sm" p="xs" icon={<IconAlertTriangle size={16} />}>
            {t('library:stock.lowMore', { count: inStock(asset.stock), least: asset.least })}
          </Alert>
        )}
        <Part title={t('library:sheet.part.what')}>
          {text('title', t('library:sheet.name'))}
          <Line label={t('library:sheet.kind')} labelId={kindId} top>
            <Choices labelId={kindId} values={assetKinds} value={asset.kind} text={(value) => t(`asset:kind.${value}`)} onChoose={(value) => value !== '' && void edit({ field: 'kind', value })} />
          </Line>
          {!version && text('text', t('library:sheet.text'), { lines: true })}
          {(!version || asset.link !== '') && text('link', t('library:sheet.link'))}
          {text('campaign', t('library:sheet.campaign'))}
          {text('language', t('library:sheet.language'), { placeholder: 'fr' })}
          {text('source', t('library:sheet.source'))}
        </Part>
        <Part title={t('library:sheet.part.use')}>
          <Line label={t('library:sheet.audiences')} labelId={audienceId} top>
            <div role="group" aria-labelledby={audienceId} className={fields.choices}>
              {assetAudiences.map((audience) => {
                const on = asset.audiences.includes(audience)
                return (
                  <button key={audience} type="button" className={fields.choice} aria-pressed={on} onClick={() => void edit({ field: 'audiences', [on ? 'remove' : 'add']: [audience] })}>
                    {t(`library:audience.${audience}`)}
                  </button>
                )
              })}
            </div>
          </Line>
          {text('validUntil', t('library:sheet.valid'), { type: 'date' })}
        </Part>
        {version && (
          <Part title={t('library:sheet.part.print')}>
            {text('instructions', t('library:sheet.instructions'), { lines: true })}
            <ReadyLine asset={asset} isHere={isHere} onReady={(value) => void edit({ field: 'ready', value })} />
          </Part>
        )}
        {version && <VersionsPart asset={asset} onPreview={setPreviews} onEdit={edit} />}
        {version && <PrintsPart id={id} />}
        {version && <StockPart asset={asset} onEdit={edit} />}
        <KitsPart asset={asset} kits={library.kits} />
        <footer className={sheet.foot}>
          <Group gap="xs">
            {version && (
              <Button size="compact-sm" variant={asset.pinned ? 'light' : 'default'} aria-pressed={asset.pinned} onClick={() => void engine.call('pinAsset', { id, on: !asset.pinned }).catch(sayError)}>
                {t('library:sheet.keep')}
              </Button>
            )}
            <Button size="compact-sm" variant="subtle" color="red" leftSection={<IconTrash size={14} />} onClick={() => void remove()}>
              {t('library:sheet.delete')}
            </Button>
          </Group>
        </footer>
      </div>
      <Suspense fallback={null}>{previews && <PreviewDialog asset={asset} version={previews} onClose={() => setPreviews(null)} />}</Suspense>
    </div>
  )
}

/** Whether somebody looked at what the law asks for, of this very version. */
function ReadyLine({ asset, isHere, onReady }: { asset: LibraryAsset; isHere: boolean; onReady(version: string): void }) {
  const { t } = useTranslation('library')
  const id = useId()
  const ready = isReady(asset)
  const kind = legalKind(asset.kind)
  const version = currentVersion(asset)!
  const size = version.type === 'pdf' ? finishedSize(version).size : { width: 0, height: 0 }
  const look = useLegalLook({ asset: asset.id, version: version.id }, !ready && isHere ? kind : null, size)
  return (
    <Line label={t('sheet.ready')} labelId={id} top>
      <Group gap="xs" px="xs" py={4}>
        <Text size="sm" fw={500}>
          {ready ? t('sheet.ready') : asset.ready ? t('sheet.readyNew') : t('sheet.readyNo')}
        </Text>
        <Button size="compact-xs" variant="default" onClick={() => onReady(ready ? '' : version.id)}>
          {ready ? t('sheet.unmark') : t('sheet.markReady')}
        </Button>
      </Group>
      {!ready &&
        (kind && isHere ? (
          <div className={classes.law}>
            <LegalNotices look={look} />
          </div>
        ) : (
          <Text size="xs" c="dimmed" px="xs">
            {t('sheet.readyMore')}
          </Text>
        ))}
    </Line>
  )
}

/** What somebody wrote there on another computer meanwhile; whoever writes it anew has chosen. */
function Apart({ asset, field }: { asset: LibraryAsset; field: AssetText }) {
  const { t } = useTranslation('library')
  const others = asset.apart?.find((each) => each.field === field)?.others
  return others ? (
    <Text size="xs" c="dimmed" px="xs">
      {t('sheet.apart', { others: others.join(' · ') })}
    </Text>
  ) : null
}
