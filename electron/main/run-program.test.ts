import { describe, expect, it } from 'vitest'
import { runProgram } from './run-program'

const node = (script: string, ...words: string[]) => [process.execPath, ['-e', script, ...words]] as const

describe('a program of the system', () => {
  it('is heard on both its streams, with how it ended', async () => {
    expect(await runProgram(...node('console.log("Papier"); console.error("plus d’encre")'), 20_000)).toEqual({ end: 'ok', out: 'Papier\n', err: 'plus d’encre\n' })
    expect(await runProgram(...node('process.exit(3)'), 20_000)).toMatchObject({ end: 'failed' })
  })

  it('gets its words as they are, whatever a shell would make of them', async () => {
    const words = ['$(id)', '; rm -rf /', "d'Ivry", '*', 'deux mots']
    const { out } = await runProgram(...node('console.log(JSON.stringify(process.argv.slice(1)))', ...words), 20_000)
    expect(JSON.parse(out)).toEqual(words)
  })

  it('speaks the language that we read', async () => {
    expect((await runProgram(...node('console.log(process.env.LC_ALL)'), 20_000)).out).toBe('C\n')
  })

  it('that does not exist is missed, not thrown', async () => {
    expect((await runProgram('permanence-no-such-program', [], 20_000)).end).toBe('missing')
  })

  it('is ended when its time is over, with what it said until then', async () => {
    // Its own child holds the stream open; it must not hold us.
    const script = 'console.log("begun"); require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 5000)"], { stdio: "inherit" }); setInterval(() => {}, 1000)'
    expect(await runProgram(...node(script), 1500)).toMatchObject({ end: 'slow' })
  })
})
