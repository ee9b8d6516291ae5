import { describe, expect, it } from 'vitest'
import { PortError, errorCode } from './errors'

describe('the code of an error', () => {
  it('is the one it was made with, also when only its message crossed a boundary', () => {
    const error = new PortError('disk-full', 'ENOSPC write')
    expect(errorCode(error)).toBe('disk-full')
    expect(errorCode(new Error(error.message))).toBe('disk-full')
    expect(errorCode(new Error(new PortError('cancelled').message))).toBe('cancelled')
  })

  it('is unexpected for anything else', () => {
    for (const error of [new Error('disk-fuller'), new TypeError('x is undefined'), 'disk-full', null, undefined]) {
      expect(errorCode(error)).toBe('unexpected')
    }
  })
})
