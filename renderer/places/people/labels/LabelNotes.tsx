/** What labels can't show as they should, said before they are printed: too narrow a sheet, small letters, lines that are squeezed. */
import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PrintedLabels } from '#engine/api'
import { PaperNotes } from '../../../ui/pdf/PaperNotes'

/** More are counted. */
const mostNamed = 4

export function LabelNotes({ labels: { flagged, long, narrow, missing } }: { labels: Pick<PrintedLabels, 'flagged' | 'long' | 'narrow' | 'missing'> }) {
  const { t } = useTranslation('labels')
  const said = narrow || long > 0 || flagged.length > 0
  return (
    <PaperNotes missing={missing}>
      {said && (
        <>
          {narrow && <Text size="sm">{t('faults.narrow')}</Text>}
          {long > 0 && <Text size="sm">{t('faults.long', { count: long })}</Text>}
          {(['squeezed', 'small'] as const).map((why) => {
            const those = flagged.filter((label) => label.why === why)
            if (those.length === 0) return null
            return (
              <div key={why}>
                <Text size="sm">{t(`faults.${why}`, { count: those.length })}</Text>
                <List size="sm">
                  {those.slice(0, mostNamed).map(({ label, lines }) => (
                    <List.Item key={label}>{t('faults.one', { label, line: lines[0] ?? '' })}</List.Item>
                  ))}
                  {those.length > mostNamed && <List.Item>{t('faults.more', { count: those.length - mostNamed })}</List.Item>}
                </List>
              </div>
            )
          })}
        </>
      )}
    </PaperNotes>
  )
}
