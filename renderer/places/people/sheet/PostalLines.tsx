/** Postal code and commune: the code proposes its communes, one alone fills itself in, several are a choice. */
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fold } from '#core/domain/fold'
import { useEngine } from '../../../ui/engine'
import { Line } from './fields'
import { useField } from '../../../ui/sheet/use-field'
import { usePersonEdit } from './use-person-edit'
import own from './PostalLines.module.css'
import classes from '../../../ui/sheet/fields.module.css'

export interface CommuneChoice {
  code: string
  name: string
  postalCodes: string[]
}

const french = /^\d{5}$/

/** Communes of a postal code in the official list; `null` while asking, or when the text is no French code. */
export function useCommunes(postalCode: string): CommuneChoice[] | null {
  const engine = useEngine()
  const [answer, setAnswer] = useState<{ code: string; communes: CommuneChoice[] } | null>(null)
  useEffect(() => {
    if (!french.test(postalCode)) return
    let current = true
    engine
      .call('communes', postalCode)
      .then((communes) => current && setAnswer({ code: postalCode, communes }))
      .catch(() => {})
    return () => {
      current = false
    }
  }, [engine, postalCode])
  return answer?.code === postalCode ? answer.communes : null
}

export function PostalLines() {
  const { t } = useTranslation(['sheet', 'person'])
  const engine = useEngine()
  const { person, edit } = usePersonEdit()
  const [codeId, cityId] = [useId(), useId()]
  const isFrench = person.country === '' || fold(person.country) === 'france'
  const communes = useCommunes(isFrench ? person.postalCode : '')

  const postal = useField(person.postalCode, async (value) => {
    const found = isFrench && french.test(value) ? await engine.call('communes', value).catch(() => []) : []
    const [only] = found
    const stays = found.some(({ code }) => code === person.cityCode)
    // One commune alone is the commune; several, or none, leave the name to the person who knows.
    if (found.length === 1 && only && !stays) {
      await edit({ field: 'postalCode', value }, { field: 'city', value: only.name }, { field: 'cityCode', value: only.code })
    } else if (stays || person.cityCode === '') await edit({ field: 'postalCode', value })
    else await edit({ field: 'postalCode', value }, { field: 'cityCode', value: '' })
  })
  const city = useField(person.city, (value) => {
    const known = communes?.find(({ name }) => fold(name) === fold(value))
    return edit({ field: 'city', value: known?.name ?? value }, { field: 'cityCode', value: known?.code ?? '' })
  })
  const choose = ({ name, code }: CommuneChoice) => edit({ field: 'city', value: name }, { field: 'cityCode', value: code })
  const toChoose = communes && communes.length > 1 && !communes.some(({ code }) => code === person.cityCode)

  return (
    <>
      <Line label={t('person:field.postalCode')} labelFor={codeId} fields={['postalCode']}>
        <input id={codeId} className={`${classes.input} ${own.code}`} inputMode="numeric" autoComplete="off" {...postal.input} />
      </Line>
      {communes?.length === 0 && (
        <Line label="">
          <div className={classes.warning}>
            <IconAlertTriangle size={14} stroke={2} aria-hidden />
            {t('sheet:communes.unknown')}
          </div>
        </Line>
      )}
      <Line label={t('person:field.city')} labelFor={cityId} fields={['city', 'cityCode']}>
        <input id={cityId} className={classes.input} autoComplete="off" list={`${cityId}-list`} {...city.input} />
        <datalist id={`${cityId}-list`}>{communes?.map(({ code, name }) => <option key={code} value={name} />)}</datalist>
      </Line>
      {toChoose && (
        <Line label="" top>
          <div className={own.choice} role="group" aria-label={t('sheet:communes.label')}>
            <p>{t('sheet:communes.choose', { count: communes.length })}</p>
            {communes.map((commune) => (
              <button key={commune.code} type="button" className={classes.choice} onClick={() => void choose(commune)}>
                {commune.name}
              </button>
            ))}
          </div>
        </Line>
      )}
    </>
  )
}
