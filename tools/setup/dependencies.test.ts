import { describe, expect, it } from 'vitest'
import { missing } from './dependencies.mjs'

const locked = { '': { version: '0.1.0' }, 'node_modules/yjs': { version: '13.6.33' }, 'node_modules/fsevents': { version: '2.3.3', optional: true } }

describe('whether the npm packages have to be installed', () => {
  it('does not when each stands in its locked version, whatever the file times say', () => {
    expect(missing(locked, { 'node_modules/yjs': { version: '13.6.33' } })).toEqual([])
  })

  it('does when one is older or absent', () => {
    expect(missing(locked, { 'node_modules/yjs': { version: '13.6.2' } })).toEqual(['node_modules/yjs'])
    expect(missing(locked, {})).toEqual(['node_modules/yjs'])
  })
})
