/** Files that were dropped or chosen: what each is, under which title and for whom it is added, and what is set aside and why. */
import { Button, Checkbox, Group, Loader, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconFile, IconX } from '@tabler/icons-react'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assetAudiences, assetKinds, type AssetAudience, type AssetKind } from '#core/domain/library/asset'
import { formatName } from '#core/domain/library/formats'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useEngine, useStable } from '../../../ui/engine'
import { IconButton } from '../../../ui/IconButton'
import { Refusal } from '../../../ui/Refusal'
import { useReturnFocus } from '../../../ui/return-focus'
import { showToast } from '../../../ui/toast'
import { readFile, type AsideFile, type ReadFile, type ReadyFile } from './read-files'
import classes from './AddDialog.module.css'

interface Props {
  files: readonly File[]
  campaigns: readonly string[]
  onClose(): void
}

export default function AddDialog({ files, campaigns, onClose }: Props) {
  const { t } = useTranslation(['library', 'asset', 'error', 'app'])
  useReturnFocus()
  const engine = useEngine()
  const { read, change, drop, busy } = useReading(files)
  const [audiences, setAudiences] = useState<AssetAudience[]>([])
  const [campaign, setCampaign] = useState('')
  const [validUntil, setValidUntil] = useState('')
  const [writing, setWriting] = useState(false)
  const [error, setError] = useState<ErrorCode | null>(null)
  const ready = read.filter((file): file is ReadyFile => file.state === 'ready')
  const aside = read.filter((file): file is AsideFile => file.state === 'aside')

  const add = async () => {
    if (writing || busy || ready.length === 0) return
    setWriting(true)
    setError(null)
    try {
      const outcomes = await engine.call('addAssets', ready.map(({ title, kind, facts: { known: _known, ...facts }, bytes, picture, fileName }) => ({
        draft: { title: title.trim() || fileName, kind, audiences, campaign: campaign.trim(), validUntil }, file: { ...facts, bytes, picture },
      })))
      const failed = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []))
      const added = outcomes.length - failed.length
      if (added > 0) void showToast({ message: t('library:add.done', { count: added }), closeLabel: t('app:close') })
      if (failed.length === 0) return onClose()
      // What was kept goes from the list; what was not may be tried again.
      for (const [at, outcome] of outcomes.entries()) if ('id' in outcome) drop(ready[at]!.id)
      setError(failed[0]!)
    } catch (failure) {
      setError(errorCode(failure))
    } finally {
      setWriting(false)
    }
  }

  const told = [
    ...(busy ? [t('library:add.reading', { count: files.length - read.length })] : []),
    ...(ready.length > 0 ? [t('library:add.ready', { count: ready.length })] : []),
    ...(aside.length > 0 ? [t('library:add.aside', { count: aside.length })] : []),
  ].join(', ')

  return (
    <Modal opened onClose={onClose} title={t('library:add.title')} size="52rem" closeButtonProps={{ 'aria-label': t('app:close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <Stack gap="md">
          <Group gap="xs">
            {busy && <Loader size="xs" />}
            <Text size="sm" role="status">
              {told}
            </Text>
          </Group>
          <ul className={classes.files}>
            {ready.map((file) => (
              <Ready key={file.id} file={file} onChange={change} onDrop={drop} />
            ))}
            {aside.map((file) => (
              <Aside key={file.id} file={file} />
            ))}
          </ul>
          {ready.length > 0 && (
            <fieldset className={classes.forAll}>
              <legend>{ready.length > 1 ? t('library:add.forAll') : t('library:sheet.part.use')}</legend>
              <Checkbox.Group aria-label={t('library:sheet.audiences')} value={audiences} onChange={(value) => setAudiences(value as AssetAudience[])}>
                <Group gap="md">
                  {assetAudiences.map((audience) => (
                    <Checkbox key={audience} size="sm" value={audience} label={t(`library:audience.${audience}`)} />
                  ))}
                </Group>
              </Checkbox.Group>
              <Group grow mt="sm" align="flex-start">
                <TextInput label={t('library:sheet.campaign')} list="library-campaigns" maxLength={80} value={campaign} onChange={(event) => setCampaign(event.currentTarget.value)} />
                <TextInput label={t('library:sheet.valid')} type="date" value={validUntil} onChange={(event) => setValidUntil(event.currentTarget.value)} />
              </Group>
              <datalist id="library-campaigns">
                {campaigns.map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            </fieldset>
          )}
          {error && <Refusal code={error} />}
          <Text size="xs" c="dimmed">
            {t('library:add.private')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('library:add.giveUp')}
            </Button>
            <Button type="submit" disabled={ready.length === 0 || busy} aria-busy={writing} leftSection={writing && <Loader size={14} color="currentColor" />} data-autofocus>
              {ready.length === 0 ? t('library:add.nothing') : t('library:add.do', { count: ready.length })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Drawn anew when it changes, not with each of a hundred others that was read. */
const Ready = memo(function Ready({ file, onChange, onDrop }: { file: ReadyFile; onChange(id: string, said: Partial<Pick<ReadyFile, 'title' | 'kind'>>): void; onDrop(id: string): void }) {
  const { t } = useTranslation(['library', 'asset'])
  const { id, facts, picture, fileName, title, kind } = file
  const address = usePicture(picture)
  const size = facts.type === 'pdf' ? `${formatName(facts.width, facts.height) ?? t('asset:millimetres', { width: Math.round(facts.width), height: Math.round(facts.height) })} · ${t('asset:pages', { count: facts.pages })}` : t('asset:pixels', { width: facts.width, height: facts.height })
  return (
    <li className={classes.file}>
      <span className={classes.picture}>{address ? <img src={address} alt="" /> : <IconFile size={28} stroke={1.25} aria-hidden />}</span>
      <div className={classes.said}>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <TextInput flex={1} aria-label={t('add.nameOf', { file: fileName })} maxLength={160} value={title} onChange={(event) => onChange(id, { title: event.currentTarget.value })} />
          <NativeSelect w="9.5rem" aria-label={t('add.kindOf', { title })} value={kind} data={assetKinds.map((value) => ({ value, label: t(`asset:kind.${value}`) }))} onChange={(event) => onChange(id, { kind: event.currentTarget.value as AssetKind })} />
          <IconButton icon={IconX} label={t('add.leave', { title })} onClick={() => onDrop(id)} />
        </Group>
        <Text size="xs" c="dimmed">
          {[t(`asset:type.${facts.type}`), size, ...(picture ? [] : [t('add.slow')])].join(' · ')}
        </Text>
      </div>
    </li>
  )
})

const Aside = memo(function Aside({ file: { fileName, why } }: { file: AsideFile }) {
  const { t } = useTranslation(['library', 'error'])
  const restored = 'known' in why && why.restored
  const text = 'error' in why ? t(`error:${why.error}`) : 'twice' in why ? t('library:add.twice') : t(restored ? 'library:add.restored' : why.current ? 'library:add.known' : 'library:add.knownBefore', { title: why.title })
  const Icon = restored ? IconCheck : IconAlertTriangle
  return (
    <li className={classes.file} data-aside>
      <span className={classes.picture}>
        <Icon size={20} stroke={1.75} aria-hidden />
      </span>
      <div className={classes.said}>
        <Text size="sm" fw={600}>
          {fileName}
        </Text>
        <Text size="sm">{text}</Text>
      </div>
    </li>
  )
})

function usePicture(bytes: Uint8Array | null): string | null {
  const address = useMemo(() => (bytes ? URL.createObjectURL(new Blob([bytes as BlobPart])) : null), [bytes])
  useEffect(() => () => (address ? URL.revokeObjectURL(address) : undefined), [address])
  return address
}

/** One after the other: fifty posters must not fill the memory. Closing the dialog ends it. */
function useReading(files: readonly File[]) {
  const engine = useEngine()
  const [read, setRead] = useState<ReadFile[]>([])
  const [busy, setBusy] = useState(true)
  const given = useRef(files)
  useEffect(() => {
    let ended = false
    const run = async () => {
      const done: ReadFile[] = []
      for (const file of given.current) {
        const one = await readFile(engine, file, done)
        if (ended) return
        done.push(one)
        setRead((before) => [...before, one])
      }
      setBusy(false)
    }
    void run()
    return () => {
      ended = true
    }
  }, [engine])
  return {
    read, busy,
    change: useStable((id: string, said: Partial<ReadyFile>) => setRead((before) => before.map((file) => (file.id === id && file.state === 'ready' ? { ...file, ...said } : file)))),
    drop: useStable((id: string) => setRead((before) => before.filter((file) => file.id !== id))),
  }
}
