import { describe, expect, it } from 'vitest'
import { createDrafts } from './drafts'

describe('typed text that is about to lose its screen', () => {
  it('is committed, and waited for, before the screen goes', async () => {
    const drafts = createDrafts()
    const written: string[] = []
    drafts.add(async () => {
      await Promise.resolve()
      written.push('note')
    })
    drafts.add(() => void written.push('phone'))
    await drafts.commitAll()
    expect(written.sort()).toEqual(['note', 'phone'])
  })

  it('is not committed twice once its field is left', async () => {
    const drafts = createDrafts()
    let times = 0
    const remove = drafts.add(() => void times++)
    remove()
    await drafts.commitAll()
    expect(times).toBe(0)
  })

  it('does not keep the others from being committed when one is refused', async () => {
    const drafts = createDrafts()
    let kept = false
    drafts.add(() => Promise.reject(new Error('refused')))
    drafts.add(() => void (kept = true))
    await drafts.commitAll()
    expect(kept).toBe(true)
  })
})
