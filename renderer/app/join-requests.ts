/**
 * Somebody waits at the other end while an admin works elsewhere in the app: said once for each, then counted on the
 * section's place until it is answered.
 */
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTopic } from '../ui/engine'
import { goTo, useRoute } from '../ui/route'
import { showToast } from '../ui/toast'

/** How many wait. */
export function useJoinRequests(): number {
  const { t } = useTranslation('app')
  const invitations = useTopic('invitations', null)
  const route = useRoute()
  const asking = invitations?.filter(({ step }) => step === 'asked') ?? []
  const told = useRef(new Set<string>())
  useEffect(() => {
    const here = route.place === 'section' && (route.part === 'organizers' || route.part === 'invite')
    for (const { id, asks } of asking) {
      if (told.current.has(id)) continue
      told.current.add(id)
      if (here || !asks) continue
      void showToast({
        message: t('sharing.asks', { name: asks.name }), closeLabel: t('close'),
        action: { label: t('sharing.compare'), run: () => goTo({ place: 'section', part: 'organizers' }) },
      })
    }
  })
  return asking.length
}
