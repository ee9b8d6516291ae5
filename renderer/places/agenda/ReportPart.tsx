/** What came of an action: some numbers, and a few words. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { counters } from '#core/domain/agenda/action'
import { countersOf } from '#core/domain/agenda/kind-counters'
import { countedByVisits } from '#core/domain/agenda/visits'
import { Line, Part, TextField } from '../../ui/sheet/lines'
import { addWords } from '../../ui/words'
import { useActionEdit } from './use-action-edit'
import { walkWords } from './walk/words'

addWords('walk', walkWords)

export function ReportPart() {
  const { t } = useTranslation(['agenda', 'walk'])
  const { action, edit } = useActionEdit()
  const summed = countedByVisits(action)
  const usual = countersOf(action.kind)
  return (
    <Part title={t('sheet.part.report')}>
      {counters
        .filter((counter) => usual.includes(counter) || summed[counter] !== undefined || action.counted[counter] !== undefined)
        .map((counter) =>
          summed[counter] !== undefined ? (
            <Line key={counter} label={t(`counter.${counter}`)}>
              <Text size="sm" px="xs">
                {summed[counter]} <small>{t('walk:sum')}</small>
              </Text>
            </Line>
          ) : (
            <TextField
              key={counter} label={t(`counter.${counter}`)} value={String(action.counted[counter] ?? '')}
              onSave={async (text) => {
                if (!/^\d{0,7}$/.test(text)) return false
                await edit({ field: 'counted', counter, value: text === '' ? null : Number(text) })
                return true
              }}
            />
          ),
        )}
      <TextField label={t('sheet.report')} value={action.report} lines onSave={(value) => edit({ field: 'report', value })} />
    </Part>
  )
}
