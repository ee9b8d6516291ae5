/** What came of an action: some numbers, and a few words. */
import { useTranslation } from 'react-i18next'
import { counters } from '#core/domain/agenda/action'
import { countersOf } from '#core/domain/agenda/kind-counters'
import { Part, TextField } from '../../ui/sheet/lines'
import { useActionEdit } from './use-action-edit'

export function ReportPart() {
  const { t } = useTranslation('agenda')
  const { action, edit } = useActionEdit()
  const usual = countersOf(action.kind)
  return (
    <Part title={t('sheet.part.report')}>
      {counters
        .filter((counter) => usual.includes(counter) || action.counted[counter] !== undefined)
        .map((counter) => (
          <TextField
            key={counter} label={t(`counter.${counter}`)} value={String(action.counted[counter] ?? '')}
            onSave={async (text) => {
              if (!/^\d{0,7}$/.test(text)) return false
              await edit({ field: 'counted', counter, value: text === '' ? null : Number(text) })
              return true
            }}
          />
        ))}
      <TextField label={t('sheet.report')} value={action.report} lines onSave={(value) => edit({ field: 'report', value })} />
    </Part>
  )
}
