/** The kit of a kind of action, in the words of whoever plans it. */
import { useTranslation } from 'react-i18next'
import type { ActionKind, Material } from '#core/domain/agenda/action'
import { addWords } from '../../../ui/words'
import { shortId } from '../short-id'
import { kitOf } from './kit'
import { materialWords } from './words'

addWords('material', materialWords)

export function useKit(): (kind: ActionKind) => Material[] {
  const { t } = useTranslation('material')
  return (kind) => kitOf(kind, (name) => t(`name.${name}`), shortId)
}
