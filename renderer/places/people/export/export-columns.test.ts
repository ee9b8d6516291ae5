import { describe, expect, it } from 'vitest'
import { channels } from '#core/domain/consent'
import { columnsFor, exportColumns, exportOptions, fileFormats } from './export-columns'
import { exportWords } from './words'

describe('what an export holds at first', () => {
  it('is the least that its purpose needs: no phone for an e-mailing, no e-mail for calls', () => {
    expect(columnsFor({ purpose: 'news', channel: 'email' })).not.toContain('phones')
    expect(columnsFor({ purpose: 'action', channel: 'call' })).not.toContain('emails')
  })

  it('never holds notes, consents or birth dates unless someone adds them', () => {
    for (const columns of [columnsFor(null), ...channels.map((channel) => columnsFor({ purpose: 'news', channel }))]) {
      for (const sensitive of ['note', 'consents', 'birth'] as const) expect(columns).not.toContain(sensitive)
      for (const column of columns) expect(exportColumns).toContain(column)
    }
  })

  it('opens by double click in French Excel unless asked otherwise', () => {
    expect(exportOptions(fileFormats[0], ['lastName'], null)).toEqual({ format: 'csv', dialect: 'excel-fr', columns: ['lastName'] })
    expect(exportOptions('csv-standard', ['lastName'], null)).toMatchObject({ format: 'csv', dialect: 'standard' })
  })

  it('carries its consent rule to the engine, which leaves people out', () => {
    const rule = { purpose: 'action', channel: 'call' } as const
    expect(exportOptions('vcf', ['phones'], rule)).toMatchObject({ format: 'vcf', consent: rule })
    expect(exportOptions('vcf', ['phones'], null)).not.toHaveProperty('consent')
  })

  it('explains every format in both languages', () => {
    for (const locale of ['fr', 'en'] as const) {
      for (const format of fileFormats) expect(exportWords[locale].formats[`${format}More`]).not.toBe('')
    }
  })
})
