/** In which of the section's sectors an action is; nothing where the section has none. */
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Line } from '../../../ui/sheet/lines'
import { addWords } from '../../../ui/words'
import { useActionEdit } from '../use-action-edit'
import { useSectors } from './use-sectors'
import { territoryWords } from './words'
import fields from '../../../ui/sheet/fields.module.css'

addWords('territory', territoryWords)

export function SectorLine() {
  const { t } = useTranslation('territory')
  const { action, edit } = useActionEdit()
  const sectors = useSectors()
  const id = useId()
  if (!sectors || (sectors.length === 0 && action.sector === '')) return null
  const choose = (chosen: string) => {
    const { city, cityCode } = sectors.find((sector) => sector.id === chosen) ?? { city: '', cityCode: '' }
    // The commune goes without saying, where nobody said another.
    const also = city && action.city === '' ? [{ field: 'city' as const, value: city }, { field: 'cityCode' as const, value: cityCode }] : []
    return edit({ field: 'sector', value: chosen }, ...also)
  }
  return (
    <Line label={t('ofAction.label')} labelFor={id}>
      <select id={id} className={fields.input} value={action.sector} onChange={(event) => void choose(event.currentTarget.value)}>
        <option value="">{t('ofAction.none')}</option>
        {action.sector !== '' && !sectors.some((sector) => sector.id === action.sector) && <option value={action.sector}>{t('ofAction.gone')}</option>}
        {sectors.map((sector) => (
          <option key={sector.id} value={sector.id}>
            {sector.name}
          </option>
        ))}
      </select>
    </Line>
  )
}
