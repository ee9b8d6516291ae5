import { expect, it } from 'vitest'
import { signInChannels } from '#core/print/sign-in-words'
import { letterOf } from './letters'

it('each box of a line has a letter of its own, in both languages', () => {
  for (const locale of ['fr', 'en'] as const) expect(new Set(signInChannels.map((channel) => letterOf(channel, locale))).size).toBe(signInChannels.length)
})
