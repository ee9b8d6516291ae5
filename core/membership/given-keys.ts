/**
 * Keys that a statement gives, by what its author had.
 * Invariant: told from the statement's past alone, so that it is the same on every device.
 */
import type { DeviceId } from '../domain/ids'
import type { Compartment } from '../sealing/vault'
import { heldBy, type Statement } from './statement'

/** To whom, and of which epochs (by place). */
export interface Given {
  device: DeviceId
  epochs: ReadonlySet<number>
}

/**
 * Whoever comes in, gets a role, or is sealed a new key is given those of all epochs (`held`) that the author had. Also by
 * one that counts for nothing in the end, or by what its recipient knew when it spoke: a key that was given is given, and
 * is handed on with the others.
 */
export function givenBy(statements: readonly Statement[], held: ReadonlySet<number>, place: number): Given[] {
  const { body } = statements[place]!
  const heldOf = (compartments: readonly Compartment[]) =>
    [...held].filter((epoch) => {
      const begun = statements[epoch]!.body
      return begun.type === 'epoch' && compartments.includes(begun.compartment)
    })
  switch (body.type) {
    case 'admit':
    case 'role':
      return body.type === 'admit' || body.keys.length > 0 ? [{ device: body.device, epochs: new Set(heldOf(heldBy[body.role])) }] : []
    case 'epoch': {
      const epochs = new Set([place, ...heldOf([body.compartment])])
      return body.sealed.map(({ device }) => ({ device, epochs }))
    }
    default:
      return []
  }
}
