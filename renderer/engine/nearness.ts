/** Whether somebody lives near an action, as far as the official list of communes can tell: in the same intercommunality. */
import type { Action } from '#core/domain/agenda/action'
import type { Communes } from '#core/domain/communes'
import type { Person } from '#core/domain/person'

type Place = Pick<Person, 'cityCode' | 'postalCode' | 'city'>

/** `list`: opened when first needed. */
export function nearIn(list: Communes, action: Pick<Action, 'city' | 'cityCode'>): (person: Place) => boolean {
  const here = action.cityCode || list.recognise('', action.city)?.code
  if (!here) return () => false
  // A base has thousands of people in some dozens of communes.
  const known = new Map<string, boolean>()
  return ({ cityCode, postalCode, city }) => {
    const key = cityCode || `${postalCode} ${city}`
    let near = known.get(key)
    if (near === undefined) known.set(key, (near = list.areTogether(here, cityCode || (list.recognise(postalCode, city)?.code ?? ''))))
    return near
  }
}

/** Without the list nobody is near: suggestions are made all the same. */
export async function nearnessOf(action: Pick<Action, 'city' | 'cityCode'>): Promise<(person: Place) => boolean> {
  if (!action.city && !action.cityCode) return () => false
  try {
    const { communes } = await import('./resources')
    return nearIn(await communes(), action)
  } catch {
    return () => false
  }
}
