/**
 * The one way from the window into the main process. Invariant: a channel runs only for the top frame of our own window,
 * showing a page of the app, with arguments that fit its schema; everything else is refused before any of its code runs.
 */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import type * as z from 'zod/mini'
import type { BridgeAnswer } from '#core/ports/bridge'
import { PortError, errorCode } from '#core/ports/errors'
import { isAppUrl } from './app-url'

export interface Channel {
  name: string
  answer(args: unknown[], contents: WebContents): unknown
}

/** `args` is the schema of each argument in turn. */
export function channel<const Schemas extends readonly z.ZodMiniType[]>(
  name: string,
  args: Schemas,
  run: (args: { [Index in keyof Schemas]: z.output<Schemas[Index]> }, contents: WebContents) => unknown,
): Channel {
  return {
    name,
    answer(given, contents) {
      if (given.length !== args.length) throw new PortError('unexpected', `arguments of ${name}`)
      const parsed = args.map((schema, at) => {
        const result = schema.safeParse(given[at])
        if (!result.success) throw new PortError('unexpected', `argument ${at} of ${name}`)
        return result.data
      })
      return run(parsed as never, contents)
    },
  }
}

/** `isOurs` tells our window's contents from any other. */
function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, isOurs: (contents: WebContents) => boolean): boolean {
  const { sender, senderFrame } = event
  // A frame that has navigated away since it asked is `null`.
  return senderFrame !== null && isOurs(sender) && senderFrame === sender.mainFrame && isAppUrl(senderFrame.url)
}

export function openChannels(ipcMain: Pick<IpcMain, 'handle'>, isOurs: (contents: WebContents) => boolean, channels: readonly Channel[]): void {
  for (const { name, answer } of channels) {
    ipcMain.handle(name, async (event, ...args: unknown[]): Promise<BridgeAnswer> => {
      try {
        if (!isTrustedSender(event, isOurs)) throw new PortError('unexpected', 'sender refused')
        return { ok: true, value: await answer(args, event.sender) }
      } catch (error) {
        return { ok: false, code: errorCode(error), detail: error instanceof PortError ? error.message : '' }
      }
    })
  }
}
