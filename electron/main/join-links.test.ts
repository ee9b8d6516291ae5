import { describe, expect, it } from 'vitest'
import { joinLinkIn, joinLinks } from './join-links'

const link = `permanence://join#${'AZaz09-_'.repeat(30)}`

describe('the words that the system starts the app with', () => {
  it('hold an invitation wherever it stands among switches and paths', () => {
    expect(joinLinkIn(['/opt/permanence/permanence', '--lang=fr', link])).toBe(link)
    expect(joinLinkIn(['permanence.exe', '--', link, '--allow-file-access-from-files'])).toBe(link)
    expect(joinLinkIn([link.replace('permanence', 'PERMANENCE')])).toMatch(/^PERMANENCE:/)
    expect(joinLinkIn([link.replace('join#', 'join/#')])).toBe(link.replace('join#', 'join/#'))
  })

  it.each([
    'permanence://join', 'permanence://join#', 'permanence://relay#AAAA', 'permanence://join/more#AAAA', 'permanence://join?x#AAAA', 'permanence://a@join#AAAA', 'permanence:join#AAAA',
    'https://join#AAAA', 'file:///etc/passwd', 'javascript:alert(1)', '--permanence://join#AAAA', ` ${link}`, `${link} `, `${link}\n`, `${link}\n--inspect`, `${link}%20--inspect`, `${link}<script>`,
    `permanence://join#${'A'.repeat(4097)}`, `x${link}`,
  ])('hold none in %j', (word) => {
    expect(joinLinkIn([word])).toBeNull()
  })
})

describe('an invitation that waits', () => {
  it('is told of without its content, and given once', () => {
    let told = 0
    const links = joinLinks(() => told++)
    expect(links.take()).toBeNull()
    links.offer(['permanence', link])
    expect(told).toBe(1)
    expect([links.take(), links.take()]).toEqual([link, null])
  })

  it('gives way to a later one, and to nothing else', () => {
    const links = joinLinks(() => {})
    const later = `${link}B`
    links.offer([link])
    links.offer([later])
    links.offer(['permanence', 'https://exemple.org'])
    expect(links.take()).toBe(later)
  })
})
