/** The commune that somebody typed, as the official list writes it; what is not in it stays as typed. */
import { fold } from '#core/domain/fold'
import type { Engine } from '#engine/client'

export async function townOf(engine: Pick<Engine, 'call'>, typed: string): Promise<{ city: string; cityCode: string }> {
  const city = typed.trim()
  if (city === '') return { city, cityCode: '' }
  const found = await engine.call('communes', city).catch(() => [])
  const same = found.filter(({ name, postalCodes }) => fold(name) === fold(city) || postalCodes.includes(city))
  // Several are called so: which one, the list can't tell.
  const [only] = same
  return only && same.length === 1 ? { city: only.name, cityCode: only.code } : { city, cityCode: '' }
}
