/** A sector as sections have them: two streets of houses, and an estate of four staircases. */
import type { Building } from '../domain/agenda/territory'

const empty = { building: '', stair: '', floors: 0, doors: 0, boxes: 0, access: '' }
const houses = (street: string, numbers: readonly string[]): Omit<Building, 'id'>[] => numbers.map((number) => ({ ...empty, street, number, doors: 1, boxes: 1 }))

/** 144 doors of the estate, 14 houses, a building whose doors nobody has counted. */
export const estate: Building[] = [
  ...houses('rue des Lilas', ['1', '2', '3', '4', '5', '5 bis', '6', '7', '12', '12 bis', '12 ter']),
  ...['Esc. 1', 'Esc. 2', 'Esc. 3', 'Esc. 4'].map((stair) => ({ ...empty, street: 'allée Gabriel-Péri', number: '8', building: 'Bât. C', stair, floors: 8, doors: 4, boxes: 36, access: 'interphone, gardien en Esc. 1' })),
  ...houses('rue Danielle-Casanova', ['11', '14', '9']),
  { ...empty, street: 'rue Danielle-Casanova', number: '10', boxes: 12, access: 'gardienne le matin' },
  { ...empty, street: 'rue Danielle-Casanova', number: '16', floors: 4 },
].map((building, at) => ({ id: `b${at}`, ...building }))
