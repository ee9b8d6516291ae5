import { expect, it } from 'vitest'
import { judgeCodes, type Judge } from './judge'

const taken: string[] = []
const judge: Judge = async (text) => (text.startsWith('good') ? { take: () => void taken.push(text) } : { why: `${text} is another` })

it('takes the one that is meant, whatever else is in the picture, and nothing by itself', async () => {
  expect(await judgeCodes([], judge)).toBe('none')
  expect(await judgeCodes(['poster', 'leaflet'], judge)).toEqual({ why: 'poster is another' })
  expect(await judgeCodes(['good 1', 'good 2', 'poster'], judge)).toBe('several')
  const verdict = await judgeCodes(['poster', 'good 1'], judge)
  expect(taken).toEqual([])
  if (typeof verdict === 'object' && 'take' in verdict) verdict.take()
  expect(taken).toEqual(['good 1'])
})
