import { expect, it } from 'vitest'
import { openCommunes } from '#core/domain/communes'
import { nearIn } from './nearness'

const list = openCommunes({ source: '', licence: '', version: '', former: {}, departments: { '93': '001Aubervilliers;300;h;a\n066Saint-Denis;200,210;h;a\n045Les Lilas;260;g;b', '29': '019Brest;200;h;c' } })

it('takes for near who lives in the same intercommunality, by code or as it was written, and nobody where that is not known', () => {
  const near = nearIn(list, { city: 'Saint-Denis', cityCode: '' })
  const place = (cityCode: string, postalCode: string, city: string) => near({ cityCode, postalCode, city })
  expect([place('93001', '', ''), place('', '93300', 'AUBERVILLIERS'), place('', '', 'Aubervilliers')]).toEqual([true, true, true])
  expect([place('93045', '', ''), place('', '93260', 'Les Lilas'), place('', '29200', 'Brest'), place('', '', 'Nulle Part'), place('', '', ''), place('93066', '', '')]).toEqual([false, false, false, false, false, false])
  expect(nearIn(list, { city: 'Nulle Part', cityCode: '' })({ cityCode: '93001', postalCode: '', city: '' })).toBe(false)
  expect(nearIn(list, { city: '', cityCode: '93001' })({ cityCode: '93066', postalCode: '', city: '' })).toBe(true)
})
