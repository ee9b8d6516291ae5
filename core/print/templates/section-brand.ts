/**
 * The brand of a section as it is saved: one preset, made when first changed. Invariant: whatever a preset holds, what is read
 * here can be printed; two who made one apart see the same, the older.
 */
import type { AssetId, PresetId } from '../../domain/ids'
import type { Preset, PresetValue } from '../../domain/library/preset'
import { emptyImprint, type Imprint } from '../../domain/legal/imprint'
import { parseHex, type Brand } from './brand'

export interface SectionBrand extends Omit<Brand, 'logo'> {
  /** A picture of the library; '' where there is none. */
  logo: AssetId | ''
  imprint: Imprint
}

/** The ink of the house and a warm yellow: of no party, and read in black and white. */
const colours = { primary: '#14536d', secondary: '#f2b632' }

/** What is printed while nobody has said anything. */
const plainBrand = (section: string): SectionBrand => ({ name: section, colours, logo: '', website: '', address: '', imprint: emptyImprint })

/** `preset`: where it is saved; `null` where it is not yet. `section`: its name, which stands where the brand has none. */
export function brandOf(presets: Iterable<Preset>, section: string): { preset: PresetId | null; brand: SectionBrand } {
  const [saved] = [...presets].filter(({ kind }) => kind === 'brand').sort((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1))
  if (!saved) return { preset: null, brand: plainBrand(section) }
  const { parts } = saved
  const text = (part: string) => (typeof parts[part] === 'string' ? parts[part] : '')
  const colour = (part: 'primary' | 'secondary') => (parseHex(text(part)) ? text(part) : colours[part])
  return {
    preset: saved.id,
    brand: {
      name: saved.name.trim() || section, colours: { primary: colour('primary'), secondary: colour('secondary') }, logo: text('logo') as AssetId | '', website: text('website'), address: text('address'),
      imprint: {
        by: parts['imprintBy'] === 'printer' ? 'printer' : 'ourselves', name: text('imprintName'), address: text('imprintAddress'), register: text('imprintRegister'), keepStreetsClean: parts['keepStreetsClean'] !== false,
      },
    },
  }
}

export function partsOfBrand({ colours: { primary, secondary }, logo, website, address, imprint }: SectionBrand): Record<string, PresetValue> {
  return { primary, secondary, logo, website, address, imprintBy: imprint.by, imprintName: imprint.name, imprintAddress: imprint.address, imprintRegister: imprint.register, keepStreetsClean: imprint.keepStreetsClean }
}

/** « Imprimé par nos soins »: by the section itself, at its own address, unless something else was said. */
export function imprintOf({ name, address, imprint }: SectionBrand): Imprint {
  return imprint.by === 'printer' ? imprint : { ...imprint, name: imprint.name || name, address: imprint.address || address }
}
