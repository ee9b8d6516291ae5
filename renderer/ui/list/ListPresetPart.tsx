/** Models of lists: one is taken up, what is on screen is kept as one, one goes. */
import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconTrash, IconX } from '@tabler/icons-react'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListLayout } from '#core/domain/list-layout'
import { longestPresetName, type ListPreset } from '#core/domain/list-preset'
import { IconButton } from '../IconButton'
import { useLocale } from '../settings'
import { useListPresets } from './list-presets'
import { ourPresets } from './our-presets'
import classes from './ListDialog.module.css'

interface Props {
  /** What would be kept. */
  layout: ListLayout
  onTake(preset: ListPreset): void
}

export function ListPresetPart({ layout, onTake }: Props) {
  const { t } = useTranslation('print')
  const ours = ourPresets(useLocale())
  const presets = useListPresets()
  /** `own` or `ours`, then its name: one of each may be called alike. */
  const [taken, setTaken] = useState<string | null>(null)
  const [naming, setNaming] = useState<string | null>(null)
  const [said, setSaid] = useState<{ text: string; undo?: () => void } | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const groups = [['ours', ours], ['own', presets.own]] as const
  const own = presets.own.find(({ name }) => taken === `own ${name}`)

  const take = (value: string | null) => {
    const found = groups.flatMap(([whose, list]) => list.filter(({ name }) => value === `${whose} ${name}`))[0]
    if (!found) return
    setTaken(value)
    setSaid(null)
    onTake(found)
  }
  const toOpener = () => requestAnimationFrame(() => opener.current?.focus())
  const close = () => {
    setNaming(null)
    toOpener()
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const name = (naming ?? '').trim()
    if (name === '') return
    const outcome = await presets.save({ name, layout })
    if (outcome === 'failed') return
    setSaid({ text: t(`preset.${outcome}`, { name }) })
    if (outcome === 'full') return
    setTaken(`own ${name}`)
    close()
  }
  const remove = async ({ name }: ListPreset) => {
    const undo = await presets.remove(name)
    if (!undo) return
    setSaid({ text: t('preset.removed', { name }), undo })
    setTaken(null)
    toOpener()
  }

  return (
    <Stack gap={6}>
      <Group gap={4} wrap="nowrap" align="flex-end">
        <Select
          className={classes.preset} label={t('preset.label')} placeholder={t('preset.none')} value={taken} allowDeselect={false} onChange={take}
          data={groups.flatMap(([whose, list]) => (list.length > 0 ? [{ group: t(`preset.${whose}`), items: list.map(({ name }) => ({ value: `${whose} ${name}`, label: name })) }] : []))}
        />
        {own && <IconButton icon={IconTrash} size="lg" side="left" label={t('preset.remove', { name: own.name })} onClick={() => void remove(own)} />}
      </Group>
      {naming === null ? (
        <Button ref={opener} variant="subtle" size="compact-sm" className={classes.keep} onClick={() => setNaming(own?.name ?? '')}>
          {t('preset.keep')}
        </Button>
      ) : (
        <form onSubmit={(event) => void save(event)}>
          <Group gap={6} wrap="nowrap" align="flex-end">
            {/* Escape leaves the field alone: the dialog stays. */}
            <TextInput
              ref={focusOnce} className={classes.preset} label={t('preset.name')} value={naming} maxLength={longestPresetName} data-mantine-stop-propagation
              onChange={(event) => setNaming(event.currentTarget.value)} onKeyDown={(event) => event.key === 'Escape' && close()}
            />
            <Button type="submit" disabled={naming.trim() === ''}>
              {t('preset.save')}
            </Button>
            <IconButton icon={IconX} size="lg" side="left" label={t('preset.cancel')} onClick={close} />
          </Group>
          <Text size="xs" c="dimmed" mt={4}>
            {t('preset.what')}
          </Text>
        </form>
      )}
      <Group gap={6} aria-live="polite">
        {said && <Text size="sm">{said.text}</Text>}
        {said?.undo && (
          <Button
            variant="subtle" size="compact-sm"
            onClick={() => {
              said.undo?.()
              setSaid(null)
              toOpener()
            }}
          >
            {t('preset.undo')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

const focusOnce = (field: HTMLInputElement | null) => field?.focus()
