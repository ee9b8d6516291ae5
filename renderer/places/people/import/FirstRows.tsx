/** The first lines as they were read: the one place where wrong accents or a wrong separator jump to the eye. */
import { Text } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportSummary } from '#core/csv/plan'
import classes from './FirstRows.module.css'

/** Beyond this many columns the table is wider than anyone reads; the list below names them all. */
const columnsShown = 40

export function FirstRows({ summary }: { summary: ImportSummary }) {
  const { t } = useTranslation('import')
  const title = useId()
  const columns = summary.columns.slice(0, columnsShown)
  return (
    <section aria-labelledby={title}>
      <Text component="h3" fw={600} id={title}>
        {t('reading.firstRows')}
      </Text>
      <Text size="sm" c="dimmed" mb="xs">
        {t('reading.firstRowsMore')}
      </Text>
      <div className={classes.scroller} tabIndex={0} role="group" aria-labelledby={title}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column, at) => (
                <th key={at} scope="col" data-used={column.field !== null || undefined}>
                  {column.header || t('reading.line', { number: at + 1 })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {summary.preview.map((row, line) => (
              <tr key={line}>
                {columns.map((column, at) => (
                  <td key={at} data-used={column.field !== null || undefined}>
                    {row[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
