/** What the base or the agenda says otherwise than a sheet that was printed. */
import { Alert, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SheetSince } from '#core/domain/agenda/printed-sheet'
import { addWords } from '../../../ui/words'
import { assemblyWords } from './assembly-words'

addWords('assembly', assemblyWords)

/** Names of one kind that are written out. */
const named = 8

export function SinceNotice({ since }: { since: SheetSince }) {
  const { t } = useTranslation('assembly')
  const { occasion, cancelled, notice, joined, left, renamed } = since
  const names = (all: readonly string[]) => [...all.slice(0, named), ...(all.length > named ? [t('since.more', { count: all.length - named })] : [])].join(', ')
  const said = [
    cancelled && t('since.cancelled'),
    occasion && t('since.occasion', occasion),
    notice && t('since.notice'),
    joined.length > 0 && t('since.joined', { count: joined.length, names: names(joined.map(({ name }) => name)) }),
    left.length > 0 && t('since.left', { count: left.length, names: names(left.map(({ name, row }) => t('since.line', { name, row }))) }),
    renamed.length > 0 && t('since.renamed', { count: renamed.length, names: names(renamed.map(({ name, row, now }) => t('since.renamedLine', { name, row, now }))) }),
  ].filter((line) => line !== false && line !== null)
  return (
    <Alert color="orange" p="xs" mb="xs" data-testid="entry-since">
      <Text size="sm" fw={600}>
        {t('since.title')}
      </Text>
      <List size="sm">
        {said.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Alert>
  )
}
