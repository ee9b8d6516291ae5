/** A list of those who live in some streets of a commune or a sector: where, which streets, how many people; then the list as any other. */
import { Button, Checkbox, Group, Modal, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CoveredPlace } from '#core/domain/agenda/coverage'
import type { Sector } from '#core/domain/agenda/territory'
import { fold } from '#core/domain/fold'
import type { SectorId } from '#core/domain/ids'
import type { PeopleSelection } from '#core/domain/query'
import type { StreetOfPeople } from '#core/domain/streets'
import { useEngine, useTopic } from '../engine'
import { useSayError } from '../commands'
import { useReturnFocus } from '../return-focus'
import { TickList } from '../TickList'
import { addWords } from '../words'
import ListDialog from './ListDialog'
import { streetWords } from './street-words'

addWords('streets', streetWords)

/** More than these are not named on the sheet, but counted. */
const mostNamed = 4

export default function StreetsDialog({ by: first = 'town', onClose }: { by?: CoveredPlace['by']; onClose(): void }) {
  const { t } = useTranslation(['streets', 'app'])
  useReturnFocus()
  const engine = useEngine()
  const sayError = useSayError()
  const [by, setBy] = useState(first)
  const [sectors, setSectors] = useState<Sector[] | null>(null)
  const [chosen, setChosen] = useState<Record<CoveredPlace['by'], string>>({ town: '', sector: '' })
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  /** The list that lies above, and whose it is. */
  const [list, setList] = useState<{ selection: PeopleSelection; where: string } | null>(null)
  const towns = useTowns()
  useEffect(() => {
    let current = true
    engine.call('sectors').then((found) => current && setSectors(found), sayError)
    return () => {
      current = false
    }
  }, [engine, sayError])
  const options = by === 'town' ? towns : sectors?.map(({ id, name, city }) => ({ value: id as string, label: [name, city].filter(Boolean).join(' · ') }))
  const at = options?.some(({ value }) => value === chosen[by]) ? chosen[by] : ''
  const place = useMemo((): CoveredPlace | null => (at === '' ? null : by === 'town' ? { by, city: at } : { by, sector: at as SectorId }), [by, at])
  const streets = useStreets(place)
  const wanted = (streets ?? []).filter(({ key }) => ticked.has(key))
  const people = wanted.reduce((sum, street) => sum + street.people, 0)

  const go = (to: { by?: CoveredPlace['by']; at?: string }) => {
    const next = to.by ?? by
    setBy(next)
    setTicked(new Set())
    if (to.at !== undefined) setChosen((now) => ({ ...now, [next]: to.at! }))
  }
  const toggle = (key: string) =>
    setTicked((now) => {
      const next = new Set(now)
      if (!next.delete(key)) next.add(key)
      return next
    })
  const nameOf = ({ street }: StreetOfPeople) => street || t('streets:noStreet')
  const codes = new Set(streets?.map(({ postalCode }) => postalCode).filter(Boolean))
  const prepare = () => {
    if (!place || !streets) return
    const label = (by === 'town' ? at : sectors?.find(({ id }) => id === at)?.name) ?? ''
    const where = wanted.length === streets.length ? label : wanted.length > mostNamed ? t('streets:many', { place: label, count: wanted.length }) : t('streets:some', { place: label, streets: wanted.map(nameOf).join(', ') })
    engine.call('peopleInStreets', { place, streets: wanted.map(({ key }) => key) }).then((ids) => setList({ selection: { kind: 'ids', ids }, where }), sayError)
  }
  return (
    <>
      <Modal opened onClose={onClose} closeOnEscape={!list} title={t('streets:title')} size="lg" closeButtonProps={{ 'aria-label': t('streets:close') }}>
        <Stack gap="sm">
          <SegmentedControl aria-label={t('streets:by.label')} value={by} onChange={(value) => go({ by: value as CoveredPlace['by'] })} data={(['town', 'sector'] as const).map((value) => ({ value, label: t(`streets:by.${value}`) }))} />
          {options?.length === 0 ? (
            <Text size="sm">{t(by === 'town' ? 'streets:noTown' : 'streets:noSector')}</Text>
          ) : (
            <NativeSelect label={t(`streets:by.${by}`)} value={at} data={[{ value: '', label: t('streets:pick') }, ...(options ?? [])]} onChange={(event) => go({ at: event.currentTarget.value })} data-autofocus />
          )}
          {place && streets && (
            <div>
              {streets.length > 1 && (
                <Checkbox
                  mb={6} label={t('streets:all')} checked={wanted.length === streets.length} indeterminate={wanted.length > 0 && wanted.length < streets.length}
                  onChange={(event) => setTicked(event.currentTarget.checked ? new Set(streets.map(({ key }) => key)) : new Set())}
                />
              )}
              <TickList
                key={`${by} ${at}`} label={t('streets:streets')} find={t('streets:find')} none={{ found: t('streets:found'), there: t(`streets:none.${by}`) }} chosen={ticked} onToggle={toggle}
                values={streets.map((street) => ({ value: street.key, text: codes.size > 1 && street.key ? `${nameOf(street)} (${street.postalCode})` : nameOf(street), count: t('streets:number', { count: street.people }) }))}
              />
            </div>
          )}
          <Group justify="space-between">
            <Text size="sm" fw={600} role="status">
              {place ? t('streets:chosen', { count: people }) : t('streets:none.nowhere')}
            </Text>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('streets:cancel')}
              </Button>
              <Button disabled={people === 0} onClick={prepare}>
                {t('streets:next')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </Modal>
      {list && <ListDialog selection={list.selection} whose={(count) => t('streets:whose', { where: list.where, count })} onClose={() => setList(null)} />}
    </>
  )
}

/** Communes of the base, each once however it is written, as most write it; by name. */
function useTowns(): { value: string; label: string }[] | null {
  const cities = useTopic('facets', null)?.cities
  return useMemo(() => {
    if (!cities) return null
    // The most frequent spelling comes first.
    const towns = new Map<string, string>()
    for (const [city] of cities) if (!towns.has(fold(city))) towns.set(fold(city), city)
    return [...towns].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, city]) => ({ value: city, label: city }))
  }, [cities])
}

/** `null` until the answer is that of this place. */
function useStreets(place: CoveredPlace | null): StreetOfPeople[] | null {
  const engine = useEngine()
  const sayError = useSayError()
  const [answer, setAnswer] = useState<{ place: CoveredPlace; streets: StreetOfPeople[] } | null>(null)
  useEffect(() => {
    if (!place) return
    let current = true
    engine.call('peopleStreets', place).then((streets) => current && setAnswer({ place, streets }), sayError)
    return () => {
      current = false
    }
  }, [engine, place, sayError])
  return answer && answer.place === place ? answer.streets : null
}
