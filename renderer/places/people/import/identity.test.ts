import { describe, expect, it } from 'vitest'
import { identifies } from './identity'

describe('columns that tell who someone is', () => {
  it.each(['lastName', 'fullName', 'emails', 'emails.work', 'phones.mobile', 'externalIds', 'externalIds.paheko'])('%s does', (field) => {
    expect(identifies([null, 'city', field])).toBe(true)
  })

  it.each(['city', 'phones.label', 'emails.label', 'consents.news.email', 'payer.email', 'order.reference'])('%s alone does not', (field) => {
    expect(identifies([field, null])).toBe(false)
  })
})
