/** What a slot is called, and what one writes there. One of a newer version goes by its own name. */
import { useTranslation } from 'react-i18next'
import { composeWords } from './words'

const { slot: slots, brandSlot: brandSlots, hint: hints } = composeWords.fr

export function useSlotName(): (slot: string) => string {
  const { t } = useTranslation('compose')
  return (slot) => (slot in slots ? t(`slot.${slot as keyof typeof slots}`) : slot in brandSlots ? t(`brandSlot.${slot as keyof typeof brandSlots}`) : slot)
}

export function useSlotHint(): (slot: string) => string | undefined {
  const { t } = useTranslation('compose')
  return (slot) => (slot in hints ? t(`hint.${slot as keyof typeof hints}`) : undefined)
}
