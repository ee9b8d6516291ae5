/** The lines of an assembly's sheet that have a name on them: who was there, and whose proxy she holds, by keyboard alone. */
import { IconCheck } from '@tabler/icons-react'
import { useId, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssemblyCount } from '#core/domain/agenda/assembly-count'
import { nameOnSheet } from '#core/domain/agenda/printed-sheet'
import { fold } from '#core/domain/fold'
import type { PersonId } from '#core/domain/ids'
import { relations, type Relation } from '#core/domain/person'
import type { EntryLine, PrintedRow } from '#engine/api'
import { KeyLegend } from '../../../ui/Keys'
import { ProxyField, type ProxyChoice } from './ProxyField'
import type { Entry } from './use-entry'
import classes from './Assembly.module.css'

export interface AssemblyRowsHandle {
  focusLast(): void
}

interface Props {
  entry: Entry
  count: AssemblyCount
  /** The line that the keys begin at; none: they begin elsewhere. */
  begin: number | null
  onSay(message: string): void
  onLeave(): void
  /** Down from the last one. */
  onPast(): void
  ref: Ref<AssemblyRowsHandle>
}

export function AssemblyRows({ entry, count, begin, onSay, onLeave, onPast, ref }: Props) {
  const { t } = useTranslation(['assembly', 'entry', 'person', 'error'])
  const base = useId()
  const { sheet, signing } = entry
  const { rows, members } = sheet.printed!
  const [active, setActive] = useState(begin ?? members[0]?.row ?? 0)
  /** To be focused once it is drawn. */
  const wanted = useRef<string | null>(begin === null ? null : `${base}-sign-${begin}`)
  const byRow = useMemo(() => new Map(members.map((line) => [line.row, line])), [members])
  const lines = useMemo(() => new Map(sheet.lines.map((line): [number, EntryLine] => [line.row, line])), [sheet.lines])
  const names = useMemo(() => {
    const all = new Map<PersonId, string>()
    for (const { person } of sheet.lines) if (person) all.set(person.id, nameOnSheet(person))
    for (const { id, name } of sheet.since?.joined ?? []) all.set(id, name)
    for (const line of members) all.set(line.id, nameOnSheet(line))
    return all
  }, [members, sheet])
  const nameOf = (id: PersonId) => names.get(id) || t('assembly:nameless')
  const rowOf = useMemo(() => new Map(members.map(({ id, row }) => [id, row])), [members])
  const choices = useMemo((): ProxyChoice[] => [...members.map((line) => ({ id: line.id, name: nameOnSheet(line), row: line.row })), ...(sheet.since?.joined ?? [])], [members, sheet.since])

  useLayoutEffect(() => {
    const element = wanted.current && document.getElementById(wanted.current)
    if (!element) return
    wanted.current = null
    element.focus()
    element.closest('tr')?.scrollIntoView({ block: 'nearest' })
  })
  const focus = (row: number, part: 'sign' | 'proxy' | 'quality') => {
    wanted.current = `${base}-${part}-${row}`
    // Another object each time: it may be the row that is active already.
    setActive(row)
    document.getElementById(wanted.current)?.focus()
  }
  useImperativeHandle(ref, () => ({ focusLast: () => members.length > 0 && focus(members.at(-1)!.row, 'sign') }))
  const step = (row: number, by: 1 | -1) => {
    const next = by > 0 ? members.find((line) => line.row > row) : members.findLast((line) => line.row < row)
    if (next) focus(next.row, 'sign')
    else if (by > 0) onPast()
  }

  const stateOf = (row: number) => {
    const pending = signing.get(row)
    const line = lines.get(row)
    return { pending, signed: pending ? pending.signed : line !== undefined, proxies: pending?.state === 'saving' ? pending.proxies : (line?.proxies ?? []) }
  }
  const write = async (line: PrintedRow, change: { proxies: readonly PersonId[]; relation?: Relation }, said: string) => {
    const answer = await entry.sign(line, change)
    onSay(answer === 'saved' ? said : t('assembly:said.refused', { name: nameOf(line.id) }))
  }
  const sign = (line: PrintedRow) => {
    const { signed, proxies, pending } = stateOf(line.row)
    if (!signed && line.person && pending?.state !== 'saving') void write(line, { proxies }, t('assembly:said.signed', { name: nameOf(line.id) }))
  }
  const toggle = async (line: PrintedRow) => {
    const { signed, pending } = stateOf(line.row)
    if (pending?.state === 'saving') return
    if (!signed) return sign(line)
    const answer = await entry.unsign(line)
    onSay(t(answer === 'saved' ? 'assembly:said.taken' : answer === 'kept' ? 'assembly:said.kept' : 'assembly:said.refused', { name: nameOf(line.id) }))
  }

  const keys = (line: PrintedRow) => (event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey } = event
    if (altKey || ctrlKey || metaKey) return
    const detail = (part: 'proxy' | 'quality') => () => {
      sign(line)
      focus(line.row, part)
    }
    const act = {
      Enter: () => {
        sign(line)
        step(line.row, 1)
      },
      ArrowDown: () => step(line.row, 1), ArrowUp: () => step(line.row, -1), p: detail('proxy'), q: detail('quality'), Escape: onLeave,
    }[key.length === 1 ? key.toLowerCase() : key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  const help: [string, string][] = [
    [t('assembly:key.enter'), t('assembly:keys.enter')], [t('assembly:key.down'), t('assembly:keys.down')], [t('assembly:key.space'), t('assembly:keys.space')],
    ['P', t('assembly:keys.proxy')], ['Q', t('assembly:keys.quality')],
  ]
  return (
    <>
      <KeyLegend keys={help} className={classes.help} />
      <table className={classes.table} aria-label={t('assembly:rows')}>
        <colgroup>
          {['number', 'tick', 'name', 'name', 'quality', 'proxy', 'name'].map((column, at) => (
            <col key={at} className={classes[column]} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className={classes.number}>
              {t('entry:row')}
            </th>
            <th scope="col" className={classes.tick}>
              {t('assembly:signed')}
            </th>
            {(['lastName', 'firstName'] as const).map((field) => (
              <th key={field} scope="col">
                {t(`person:field.${field}`)}
              </th>
            ))}
            <th scope="col">{t('assembly:quality')}</th>
            <th scope="col">{t('assembly:proxy')}</th>
            <th scope="col">{t('entry:state')}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, at) => at + 1).map((row) => {
            const line = byRow.get(row)
            if (!line) {
              return (
                <tr key={row} className={classes.row}>
                  <th scope="row" className={classes.number}>
                    {row}
                  </th>
                  <td />
                  <td colSpan={5}>
                    <small>{t('assembly:erased')}</small>
                  </td>
                </tr>
              )
            }
            const { pending, signed, proxies } = stateOf(row)
            const { person, id } = line
            const open = active === row && signed
            const holder = signed ? undefined : count.heldBy.get(id)
            const idle = signed ? count.idle.filter(({ holder: { row: of } }) => of === row) : []
            const called = person && fold(nameOnSheet(person)) !== fold(nameOnSheet(line)) ? nameOnSheet(person) : ''
            const relation = person?.relation || ''
            return (
              <tr key={row} className={classes.row} data-row={row} data-signed={signed || undefined} data-active={active === row || undefined}>
                <th scope="row" className={classes.number}>
                  {row}
                </th>
                <td className={classes.tick}>
                  <input
                    id={`${base}-sign-${row}`} type="checkbox" aria-label={t('assembly:sign', { name: nameOf(id), row })} checked={signed} disabled={!person} tabIndex={active === row ? 0 : -1}
                    data-autofocus={begin === row || undefined} onFocus={() => setActive(row)} onChange={() => void toggle(line)} onKeyDown={keys(line)}
                  />
                </td>
                <td className={classes.name}>
                  {line.lastName}
                  {called && <small>{t('assembly:nowCalled', { name: called })}</small>}
                </td>
                <td className={classes.name}>{line.firstName}</td>
                <td>
                  {open && person ? (
                    <select
                      id={`${base}-quality-${row}`} className={classes.select} aria-label={t('assembly:qualityOf', { row })} value={relation}
                      onChange={(event) => void write(line, { proxies, relation: event.currentTarget.value as Relation }, t('assembly:said.signed', { name: nameOf(id) }))}
                      onKeyDown={(event) => {
                        if (event.key !== 'Escape' && event.key !== 'Enter') return
                        event.preventDefault()
                        event.stopPropagation()
                        if (event.key === 'Enter') step(row, 1)
                        else focus(row, 'sign')
                      }}
                    >
                      {relation === '' && <option value="" />}
                      {relations.map((value) => (
                        <option key={value} value={value}>
                          {t(`person:relation.${value}`)}
                        </option>
                      ))}
                    </select>
                  ) : (
                    relation && t(`person:relation.${relation}`)
                  )}
                </td>
                <td>
                  {open ? (
                    <ProxyField
                      id={`${base}-proxy-${row}`} row={row} held={proxies.map((giver) => ({ id: giver, name: nameOf(giver) }))} choices={choices.filter((choice) => choice.id !== id)}
                      onGive={(giver) => void write(line, { proxies: [...proxies, giver.id] }, t('assembly:said.proxy', { name: nameOf(id), other: giver.name }))}
                      onDrop={(giver) => void write(line, { proxies: proxies.filter((one) => one !== giver.id) }, t('assembly:said.dropped', { name: nameOf(id), other: giver.name }))}
                      onDone={() => step(row, 1)} onBack={() => focus(row, 'sign')}
                    />
                  ) : (
                    signed && proxies.map(nameOf).join(', ')
                  )}
                  {idle.map(({ giver, why }) => (
                    <small key={giver}>{t(`assembly:idle.${why}`, { name: nameOf(giver), row: rowOf.get(giver) ?? '', other: nameOf(count.heldBy.get(giver)?.id ?? giver) })}</small>
                  ))}
                </td>
                <td className={classes.state} data-refused={pending?.state === 'refused' || undefined}>
                  {signed && !pending && <IconCheck size={14} aria-hidden />} {holder ? t('assembly:represented', { name: nameOf(holder.id) }) : t(`assembly:state.${!person ? 'gone' : (pending?.state ?? (signed ? 'saved' : 'absent'))}`)}
                  {pending?.error && <small>{t(`error:${pending.error}`)}</small>}
                  {signed && person && relation !== 'member' && <small>{t('assembly:guest')}</small>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
