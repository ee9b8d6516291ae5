import { describe, expect, it } from 'vitest'
import { importDetail, readImportDetail } from './import-detail'

describe('what the history keeps of an import', () => {
  it('is read back as it was written, whatever the name of the file', () => {
    const detail = { file: 'liste "fédérale" {2026}.csv', added: 12, changed: 3 }
    expect(readImportDetail(importDetail(detail))).toEqual(detail)
  })

  it('says nothing of imports that an earlier or a later version wrote otherwise', () => {
    for (const detail of ['', 'csv', 'windows-1252 9', '{', 'null']) expect(readImportDetail(detail)).toBeNull()
    expect(readImportDetail('{"file":7,"added":"x"}')).toEqual({ file: '', added: 0, changed: 0 })
  })
})
