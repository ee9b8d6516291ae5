/**
 * Which layers of a foreign file are printed (ISO 32000-1 §8.11). A layer that is off holds what its author did not want on
 * paper: another language, a price, a draft. It is decided here once, from the file's default configuration and what it
 * says of printing; our own file then has no choice left to make.
 */
import { PDFArray, PDFDict, type PDFContext, type PDFObject } from 'pdf-lib'
import { dictAt, dictOf, entry, membersAt, nameAt, nameOf, referencesAt, resolve } from './pdf-objects'

/** Whether content with this membership (a group, or a rule over groups) is not printed. */
export type IsHidden = (membership: PDFDict) => boolean

/** Rules within rules: no real file has more. */
const deepest = 32

export function readLayers(context: PDFContext): IsHidden {
  const properties = dictAt(dictOf(context, context.trailerInfo.Root), 'OCProperties')
  if (!properties) return () => false
  const states = groupStates(properties)
  const isOn = (group: PDFDict): boolean => states.get(group) ?? true

  const isVisible = (membership: PDFDict): boolean => {
    if (nameAt(membership, 'Type') !== 'OCMD') return isOn(membership)
    const rule = entry(membership, 'VE')
    if (rule instanceof PDFArray) return evaluate(rule, 0)
    const single = dictAt(membership, 'OCGs')
    const groups = single ? [single] : membersAt(membership, 'OCGs').filter((group) => group instanceof PDFDict)
    if (groups.length === 0) return true
    switch (nameAt(membership, 'P')) {
      case 'AllOn':
        return groups.every(isOn)
      case 'AnyOff':
        return groups.some((group) => !isOn(group))
      case 'AllOff':
        return groups.every((group) => !isOn(group))
      default:
        return groups.some(isOn)
    }
  }
  const evaluate = (rule: PDFArray, depth: number): boolean => {
    if (depth > deepest) return true
    const [operator, ...operands] = rule.asArray().map((member) => resolve(context, member))
    const values = operands.flatMap((operand) => (operand instanceof PDFArray ? [evaluate(operand, depth + 1)] : operand instanceof PDFDict ? [isOn(operand)] : []))
    switch (nameOf(operator)) {
      case 'And':
        return values.every(Boolean)
      case 'Or':
        return values.some(Boolean)
      case 'Not':
        return values[0] === false
      default:
        return true
    }
  }
  return (membership) => !isVisible(membership)
}

function groupStates(properties: PDFDict): Map<PDFDict, boolean> {
  const { context } = properties
  const states = new Map<PDFDict, boolean>()
  const set = (groups: (PDFObject | undefined)[], on: boolean): void => {
    for (const group of groups) if (group instanceof PDFDict) states.set(group, on)
  }
  const configuration = dictAt(properties, 'D')
  set(membersAt(properties, 'OCGs'), nameAt(configuration, 'BaseState') !== 'OFF')
  set(membersAt(configuration, 'ON'), true)
  set(membersAt(configuration, 'OFF'), false)
  // What changes by itself when the page is printed (§8.11.4.5).
  for (const member of referencesAt(configuration, 'AS')) {
    const usage = dictOf(context, member)
    const categories = membersAt(usage, 'Category').map(nameOf)
    if (nameAt(usage, 'Event') !== 'Print' || !categories.includes('Print')) continue
    for (const group of membersAt(usage, 'OCGs')) {
      if (!(group instanceof PDFDict)) continue
      const state = nameAt(dictAt(dictAt(group, 'Usage'), 'Print'), 'PrintState')
      if (state === 'ON' || state === 'OFF') states.set(group, state === 'ON')
    }
  }
  return states
}
