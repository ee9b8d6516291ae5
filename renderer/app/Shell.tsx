import { useTranslation } from 'react-i18next'

export function Shell() {
  const { t } = useTranslation('app')
  return <main>{t('nav.people')}</main>
}
