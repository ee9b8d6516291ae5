/** The sheet that two people carry through a sector: which one, of which streets, with how many lines to write in. */
import { Alert, Checkbox, NumberInput, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Occurrence } from '#core/domain/agenda/action'
import type { Sector } from '#core/domain/agenda/territory'
import { walkStreets } from '#core/domain/agenda/walk-lines'
import { useEngine } from '../../../ui/engine'
import { PaperChoice } from '../../../ui/pdf/PaperChoice'
import { PaperDialog } from '../../../ui/pdf/PaperDialog'
import { PaperNotes } from '../../../ui/pdf/PaperNotes'
import { useLaidOut } from '../../../ui/pdf/use-laid-out'
import { useLocale } from '../../../ui/settings'
import { addWords } from '../../../ui/words'
import { ActionNamed } from '../paper/ActionNamed'
import { walkWords } from './words'

addWords('walk', walkWords)

type Variant = 'walk' | 'letterboxes'

const usualBlank = { walk: 3, letterboxes: 1 } as const
const mostBlank = 50

interface Props {
  action: Action
  occurrence: Occurrence
  sector: Sector
  onClose(): void
}

export default function WalkSheetDialog({ action, occurrence, sector, onClose }: Props) {
  const { t } = useTranslation(['walk', 'pdf'])
  const engine = useEngine()
  const locale = useLocale()
  const [variant, setVariant] = useState<Variant>(action.kind === 'letterboxes' ? 'letterboxes' : 'walk')
  /** `null`: what is usual; it follows the variant until someone chooses. */
  const [typedBlank, setTypedBlank] = useState<number | '' | null>(null)
  /** Streets that are left out. */
  const [without, setWithout] = useState<readonly string[]>([])
  const streets = useMemo(() => walkStreets(sector.buildings), [sector])
  const chosen = streets.filter(({ street }) => !without.includes(street)).map(({ street }) => street)
  const blank = typedBlank ?? usualBlank[variant]
  const nothing = streets.length > 0 && chosen.length === 0
  const request = { action: action.id, on: occurrence.on, sector, variant, streets: without.length > 0 ? chosen : null, blank: blank || 0, locale }
  const { sheet, busy, error } = useLaidOut(nothing ? null : request, (asked) => engine.call('walkSheet', asked))

  return (
    <PaperDialog
      words={{ title: t('title'), options: t('options'), preview: t('preview'), opened: t('opened'), printed: t('printed'), care: t('care'), suggestion: (code) => t('suggestion', { code }) }}
      kind={variant} of={{ action: action.id, on: occurrence.on }} paper={sheet} busy={busy} onClose={onClose}
      summary={nothing ? t('noStreet') : busy || !sheet ? t('pdf:preparing') : `${t('summary', { count: sheet.lines, pages: t('pdf:pages', { count: sheet.pages }) })} · ${t('pdf:code', { code: sheet.code })}`}
      error={error}
      instead={
        nothing && (
          <Alert color="orange" m="xl" role="status">
            {t('noStreet')}
          </Alert>
        )
      }
      notes={sheet && <PaperNotes missing={sheet.missing}>{streets.length === 0 && <Text size="sm">{t('noBuilding')}</Text>}</PaperNotes>}
    >
      <div>
        <ActionNamed action={action} occurrence={occurrence} />
        <Text size="sm" mt={4}>
          {[sector.name, sector.city].filter(Boolean).join(', ')}
        </Text>
      </div>
      <PaperChoice
        label={t('variant')} value={variant} onChange={setVariant} more={t(`variantMore.${variant}`)}
        data={[{ value: 'walk', label: t('variants.walk') }, { value: 'letterboxes', label: t('variants.letterboxes') }]}
      />
      {streets.length > 1 && (
        <Checkbox.Group
          label={t('streets')} value={[...chosen]}
          onChange={(values) => setWithout(streets.map(({ street }) => street).filter((street) => !values.includes(street)))}
        >
          <Stack gap={6} mt={6}>
            {streets.map(({ street, buildings }) => (
              <Checkbox key={street} value={street} label={`${street} (${t('streetBuildings', { count: buildings.length })})`} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <NumberInput
        label={t('blank')} description={t(`blankMore.${variant}`)} inputWrapperOrder={['label', 'input', 'description']} data-autofocus
        value={blank} onChange={(value) => setTypedBlank(typeof value === 'number' ? value : '')} onBlur={() => typedBlank === '' && setTypedBlank(null)}
        min={0} max={mostBlank} clampBehavior="strict" allowDecimal={false} allowNegative={false}
      />
    </PaperDialog>
  )
}
