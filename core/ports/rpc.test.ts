import { describe, expect, it, vi } from 'vitest'
import { PortError } from './errors'
import { rpcClient, rpcServer, webPort } from './rpc'

interface Calls {
  double(value: number): number
  fail(code: 'disk-full' | 'other'): void
}
interface Topics {
  ticks: { request: number; event: number }
}

function connected() {
  const { port1, port2 } = new MessageChannel()
  const ended = vi.fn<() => void>()
  rpcServer<Calls, Topics>(
    webPort(port2 as never),
    {
      double: async (value) => value * 2,
      fail: (code) => {
        if (code === 'other') throw new Error('Marie Dupont has no phone')
        throw new PortError(code, 'no space')
      },
    },
    { ticks: (start, emit) => (emit(start), emit(start + 1), ended) },
  )
  const client = rpcClient<Calls, Topics>(webPort(port1 as never))
  return { client, ended, close: () => port1.close() }
}

describe('two sides talking over a port', () => {
  it('answers calls by their own id, in any order', async () => {
    const { client, close } = connected()
    expect(await Promise.all([client.call('double', 1), client.call('double', 2), client.call('double', 3)])).toEqual([2, 4, 6])
    close()
  })

  it('carries an error as its code, and no message that could name a person', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { client, close } = connected()
    await expect(client.call('fail', 'disk-full')).rejects.toMatchObject({ code: 'disk-full', message: 'disk-full: no space' })
    const other = await client.call('fail', 'other').catch((error: PortError) => error)
    expect(other).toMatchObject({ code: 'unexpected' })
    expect(String((other as PortError).message)).not.toContain('Marie')
    await expect(client.call('toString' as never)).rejects.toMatchObject({ code: 'unexpected' })
    close()
  })

  it('streams a topic until it is unsubscribed', async () => {
    const { client, ended, close } = connected()
    const seen: number[] = []
    const stop = client.subscribe('ticks', 5, (value) => seen.push(value))
    await vi.waitFor(() => expect(seen).toEqual([5, 6]))
    stop()
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce())
    close()
  })
})
