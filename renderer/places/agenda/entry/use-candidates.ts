/** Who in the base a line may be of: those who share an address or the sound of the name first, then those whose name begins so. */
import { useEffect, useState } from 'react'
import type { WrittenLine } from '#core/domain/agenda/entry-line'
import { fold } from '#core/domain/fold'
import type { Person } from '#core/domain/person'
import { everyone } from '#core/domain/query'
import type { SimilarPerson } from '#engine/api'
import { useEngine } from '../../../ui/engine'

export interface Candidate {
  person: Person
  reason?: SimilarPerson['reasons'][number]
}

/** Milliseconds: between two letters of a fast hand nothing is asked. */
const pause = 60
const mostShown = 5
/** Search also looks at towns and addresses: among so many those called so are looked for. */
const mostAsked = 60
const fewestLetters = 2

/** `null`: nobody is looked for, as somebody was chosen. What was found stays while the next answer is awaited. */
export function useCandidates(line: WrittenLine | null): Candidate[] {
  const engine = useEngine()
  const [found, setFound] = useState<Candidate[]>([])
  const key = line ? JSON.stringify([line.lastName, line.firstName, line.email, line.phone]) : ''
  useEffect(() => {
    if (!key) return setFound([])
    const [lastName = '', firstName = '', email = '', phone = ''] = JSON.parse(key) as string[]
    const search = `${lastName} ${firstName}`.trim()
    const words = fold(search).split(' ').filter(Boolean)
    const draft = {
      ...(lastName.trim() && firstName.trim() ? { lastName: lastName.trim(), firstName: firstName.trim() } : {}),
      ...(email.includes('@') ? { emails: [{ value: email.trim(), label: '' }] } : {}), ...(phone.replace(/\D/g, '').length > 8 ? { phones: [{ value: phone.trim(), label: '' }] } : {}),
    }
    const named = words.join('').length >= fewestLetters
    if (!named && Object.keys(draft).length === 0) return setFound([])
    let current = true
    const timer = setTimeout(() => {
      const alike = Object.keys(draft).length > 0 ? engine.call('findSimilar', { draft }) : Promise.resolve([])
      const called = named ? engine.call('rows', { query: { ...everyone, search }, start: 0, end: mostAsked }) : Promise.resolve({ rows: [] as Person[] })
      Promise.all([alike, called]).then(
        ([similar, { rows }]) => {
          if (!current) return
          const first = similar.map(({ person, reasons }): Candidate => ({ person, ...(reasons[0] ? { reason: reasons[0] } : {}) }))
          const known = new Set(first.map(({ person }) => person.id))
          setFound([...first, ...rows.filter((person) => !known.has(person.id) && isCalled(person, words)).map((person) => ({ person }))].slice(0, mostShown))
        },
        () => {},
      )
    }, pause)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [engine, key])
  return found
}

function isCalled({ lastName, firstName, birthName }: Person, words: readonly string[]): boolean {
  const name = ` ${fold(`${lastName} ${firstName} ${birthName}`)}`
  return words.every((word) => name.includes(` ${word}`))
}
