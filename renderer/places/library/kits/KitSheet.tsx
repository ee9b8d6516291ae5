/** One kit: what is in it, for whom and for which actions, and all of it as one file. */
import { Anchor, Button, Group, NativeSelect, Text, Title } from '@mantine/core'
import { IconFileZip, IconTrash, IconX } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { actionKinds } from '#core/domain/agenda/action'
import type { AssetId, KitId } from '#core/domain/ids'
import { assetAudiences } from '#core/domain/library/asset'
import type { KitEdit } from '#core/domain/library/kit'
import type { Library } from '#engine/api'
import { useExecute, useOfferUndo, useSayError } from '../../../ui/commands'
import { useEngine } from '../../../ui/engine'
import { IconButton } from '../../../ui/IconButton'
import { routeHash } from '../../../ui/route'
import { Line, Part, TextField } from '../../../ui/sheet/lines'
import { showToast } from '../../../ui/toast'
import sheet from '../../../ui/sheet/Sheet.module.css'
import fields from '../../../ui/sheet/fields.module.css'
import classes from '../AssetSheet.module.css'

interface Props {
  id: KitId
  library: Library
  onClose(): void
}

export default function KitSheet({ id, library, onClose }: Props) {
  const { t } = useTranslation(['library', 'asset', 'action', 'app'])
  const engine = useEngine()
  const execute = useExecute()
  const sayError = useSayError()
  const offerUndo = useOfferUndo()
  const root = useRef<HTMLDivElement>(null)
  const [missing, setMissing] = useState<string[]>([])
  const [audienceId, actionId] = [useId(), useId()]
  const kit = library.kits.find((each) => each.id === id)
  useEffect(() => root.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true }), [])
  if (!kit) return null
  const titleOf = (asset: AssetId) => library.assets.find((each) => each.id === asset)?.title
  const others = library.assets.filter((asset) => !kit.assets.includes(asset.id))
  const edit = async (...edits: KitEdit[]) => void (await execute({ type: 'kit.edit', changes: [{ id, edits }] }))
  const keys = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.key !== 'Escape') return
    event.preventDefault()
    onClose()
  }
  const remove = async () => {
    const receipt = await execute({ type: 'kit.delete', ids: [id] })
    if (!receipt) return
    onClose()
    offerUndo(t('library:kits.deleted'), receipt)
  }
  const zip = async () => {
    try {
      const { bytes, missing: lacking } = await engine.call('kitFile', id)
      setMissing(lacking)
      const saved = await window.permanence.saveFile({ suggestedName: kit.name, kind: 'zip', bytes })
      if (saved) void showToast({ message: t('library:sheet.savedAs', { path: saved.path }), closeLabel: t('app:close') })
    } catch (error) {
      sayError(error)
    }
  }
  const choices = <Word extends string>(labelId: string, words: readonly Word[], chosen: readonly Word[], text: (word: Word) => string, change: (how: 'add' | 'remove', word: Word) => void) => (
    <div role="group" aria-labelledby={labelId} className={fields.choices}>
      {words.map((word) => (
        <button key={word} type="button" className={fields.choice} aria-pressed={chosen.includes(word)} onClick={() => change(chosen.includes(word) ? 'remove' : 'add', word)}>
          {text(word)}
        </button>
      ))}
    </div>
  )
  return (
    <div ref={root} className={sheet.sheet} onKeyDown={keys}>
      <header className={sheet.head}>
        <Title order={2} className={sheet.name} tabIndex={-1}>
          {kit.name}
        </Title>
        <IconButton icon={IconX} label={t('library:sheet.close')} keys={t('app:keys.escape')} onClick={onClose} />
      </header>
      <div className={sheet.body}>
        <Part title={t('library:kits.assets')}>
          {kit.assets.length === 0 && (
            <Text size="sm" c="dimmed" mb={4}>
              {t('library:kits.emptyKit')}
            </Text>
          )}
          <ol className={classes.list}>
            {kit.assets.map((asset) => (
              <li key={asset} className={classes.row}>
                <span className={classes.grow}>
                  {titleOf(asset) === undefined ? (
                    <Text size="sm" c="dimmed">
                      {t('library:kits.gone')}
                    </Text>
                  ) : (
                    <Anchor size="sm" href={routeHash({ place: 'library', asset })}>
                      {titleOf(asset)}
                    </Anchor>
                  )}
                </span>
                <IconButton size="sm" icon={IconX} label={t('library:kits.removeAsset', { title: titleOf(asset) ?? t('library:kits.gone') })} onClick={() => void edit({ field: 'assets', remove: [asset] })} />
              </li>
            ))}
          </ol>
          {others.length > 0 && (
            <NativeSelect
              size="xs" maw="22rem" aria-label={t('library:kits.addAsset')} value="" data={[{ value: '', label: t('library:kits.addAsset') }, ...others.map(({ id: value, title: label }) => ({ value, label }))]}
              onChange={(event) => event.currentTarget.value && void edit({ field: 'assets', add: [event.currentTarget.value as AssetId] })}
            />
          )}
          <Group gap="xs" mt="sm">
            <Button size="compact-sm" variant="default" leftSection={<IconFileZip size={14} />} disabled={kit.assets.length === 0} onClick={() => void zip()}>
              {t('library:kits.zip')}
            </Button>
          </Group>
          {missing.length > 0 && (
            <Text size="xs" c="var(--permanence-lacking)" mt={4} role="status">
              {t('library:kits.zipMissing', { count: missing.length, titles: missing.join(', ') })}
            </Text>
          )}
        </Part>
        <Part title={t('library:sheet.part.use')}>
          <TextField label={t('library:kits.name')} value={kit.name} onSave={(value) => (value === '' ? Promise.resolve(false) : edit({ field: 'name', value }))} />
          <TextField label={t('library:kits.note')} value={kit.note} lines onSave={(value) => edit({ field: 'note', value })} />
          <Line label={t('library:kits.audiences')} labelId={audienceId} top>
            {choices(audienceId, assetAudiences, kit.audiences, (word) => t(`library:audience.${word}`), (how, word) => void edit({ field: 'audiences', [how]: [word] }))}
          </Line>
          <Line label={t('library:kits.actions')} labelId={actionId} top>
            {choices(actionId, actionKinds, kit.actions, (word) => t(`action:kind.${word}`), (how, word) => void edit({ field: 'actions', [how]: [word] }))}
          </Line>
        </Part>
        <footer className={sheet.foot}>
          <Button size="compact-sm" variant="subtle" color="red" leftSection={<IconTrash size={14} />} onClick={() => void remove()}>
            {t('library:kits.delete')}
          </Button>
        </footer>
      </div>
    </div>
  )
}
