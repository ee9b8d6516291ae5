/** Which page of the paper is shown. */
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function PageChoice({ pages, page, onPage }: { pages: number; page: number; onPage(page: number): void }) {
  const { t } = useTranslation('compose')
  if (pages < 2) return null
  return (
    <SegmentedControl
      size="xs" aria-label={t('page.label')} value={String(page)} onChange={(value) => onPage(Number(value))}
      data={Array.from({ length: pages }, (_, at) => ({ value: String(at), label: pages === 2 ? t(at === 0 ? 'page.front' : 'page.back') : t('page.number', { page: at + 1 }) }))}
    />
  )
}
