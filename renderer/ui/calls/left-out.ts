/** Left-outs in one sentence: « 2 ont refusé les appels, 1 sans numéro ». */
import type { TFunction } from 'i18next'
import { unreachable, type LeftOut } from '#core/domain/agenda/calls'

/** Empty where nobody was left out. */
export function leftOutText(leftOut: LeftOut, t: TFunction<'calls'>): string {
  const why = unreachable.filter((reason) => leftOut[reason] > 0).map((reason) => t(`leftOut.${reason}`, { count: leftOut[reason] }))
  return why.length > 0 ? t('leftOutAll', { why: why.join(', ') }) : ''
}
