/** The words and the icon of how far something has come: the same in the top bar and on a sheet. */
import { IconChecks, IconCloudCheck, IconDeviceLaptop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SharingMark } from './sharing'

/** By where it has come. */
export const markIcons = { here: IconDeviceLaptop, relay: IconCloudCheck, seen: IconChecks }

export function useMarkText(): (mark: SharingMark) => string {
  const { t } = useTranslation('app')
  return ({ where, because, seenBy, others }) => {
    const come = t(`sharing.${where}`, { seenBy, others })
    return because ? `${come} · ${t(`sharing.${because}`)}` : come
  }
}
