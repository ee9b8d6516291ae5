import { describe, expect, it } from 'vitest'
import { claimLinks } from './link-client'

function claimed({ isPackaged = true, platform = 'win32', ownProfile = false }: { isPackaged?: boolean; platform?: NodeJS.Platform; ownProfile?: boolean }) {
  const asked: unknown[][] = []
  const app = { isPackaged, setAsDefaultProtocolClient: (...args: unknown[]) => asked.push(args) > 0 }
  claimLinks(app, { platform, executable: 'C:\\Permanence\\Permanence.exe', ownProfile })
  return asked
}

describe('the links that the system opens the app with', () => {
  it('are claimed by the app in use, behind the sign after which nothing is a switch', () => {
    expect(claimed({})).toEqual([['permanence', 'C:\\Permanence\\Permanence.exe', ['--']]])
  })

  it.each([{ isPackaged: false }, { ownProfile: true }, { platform: 'linux' as const }, { platform: 'darwin' as const }])('are not claimed with %j', (given) => {
    expect(claimed(given)).toEqual([])
  })
})
