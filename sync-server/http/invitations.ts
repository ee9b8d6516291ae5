/**
 * The letter box of an invitation: where a joining device and an admin leave each other sealed messages.
 * Invariant: at most 8 messages of at most 16 KiB, for at most 72 hours, for the two ends only; what is over is dropped when the next is made.
 */
import type { Asker } from '../auth/authenticate.js'
import { signingKey } from '../auth/token.js'
import type { Context } from './context.js'
import { readJson, type Result } from './sections.js'

const longestLife = 72 * 3600
const mostMessages = 8
/** Open ones of a section. */
const mostInvitations = 32
/** Bytes. */
export const longestMessage = 16 * 1024
/** Milliseconds. */
const longestWait = 25_000

const prefixOf = (section: string, invitation: string) => `j/${section}/${invitation}/`
const channelOf = (section: string, invitation: string) => `${section}/${invitation}`

interface Message {
  n: number
  from: string
  body: string
}

export async function putInvitation(context: Context, asker: Asker, invitation: string, body: Uint8Array): Promise<Result> {
  if (asker.role !== 'admin') return { code: 'forbidden' }
  const { signing, until } = readJson(body) ?? {}
  const now = context.now()
  if (!signingKey(signing) || !Number.isSafeInteger(until) || (until as number) <= now || (until as number) > now + longestLife) return { code: 'malformed' }
  return context.registry.inTurn(async (): Promise<Result> => {
    const there = await context.registry.invitations(asker.section)
    for (const each of there) if (each.until <= now) await drop(context, asker.section, each.invitation)
    const known = there.find((each) => each.invitation === invitation && each.until > now)
    if (known && known.signing !== signing) return { code: 'conflict' }
    if (!known && there.filter((each) => each.until > now).length >= mostInvitations) return { code: 'too-much' }
    await context.registry.keepInvitation(asker.section, invitation, signing as string, until as number)
    return { status: 200, value: {} }
  })
}

async function drop(context: Context, section: string, invitation: string): Promise<void> {
  const letters = await context.store.read(prefixOf(section, invitation), '', 1024 * 1024)
  await context.registry.dropInvitation(section, invitation, letters.map(([key]) => key))
}

async function messages(context: Context, section: string, invitation: string): Promise<Message[]> {
  const found = await context.store.read(prefixOf(section, invitation), '', 1024 * 1024)
  return found.map(([, value]) => JSON.parse(Buffer.from(value).toString()) as Message)
}

export async function deleteInvitation(context: Context, asker: Asker, invitation: string): Promise<Result> {
  if (asker.role !== 'admin') return { code: 'forbidden' }
  await context.registry.inTurn(() => drop(context, asker.section, invitation))
  context.invitationNews.publish(channelOf(asker.section, invitation), null)
  return { status: 200, value: {} }
}

/** Whether the asker is one of the two ends of this invitation, and it is open. */
async function isAnEnd(context: Context, asker: Asker, invitation: string): Promise<boolean> {
  if (asker.role !== 'admin' && asker.device !== `invitation:${invitation}`) return false
  return (await context.registry.invitation(asker.section, invitation, context.now())) !== null
}

export async function postMessage(context: Context, asker: Asker, invitation: string, body: Uint8Array): Promise<Result> {
  return context.registry.inTurn(async (): Promise<Result> => {
    if (!(await isAnEnd(context, asker, invitation))) return { code: 'forbidden' }
    const there = await messages(context, asker.section, invitation)
    if (there.length >= mostMessages) return { code: 'too-much' }
    const n = there.length + 1
    const message: Message = { n, from: asker.device, body: Buffer.from(body).toString('base64url') }
    await context.commits.commit([[`${prefixOf(asker.section, invitation)}${n}`, Buffer.from(JSON.stringify(message))]])
    context.invitationNews.publish(channelOf(asker.section, invitation), null)
    return { status: 200, value: { n } }
  })
}

/** Waits for one above `after`, unless the asker goes (`gone`). */
export async function readMessages(context: Context, asker: Asker, invitation: string, after: number, gone: AbortSignal): Promise<Result> {
  if (!(await isAnEnd(context, asker, invitation))) return { code: 'forbidden' }
  const newer = async () => (await messages(context, asker.section, invitation)).filter(({ n }) => n > after)
  let heard = () => {}
  const something = new Promise<void>((resolve) => (heard = resolve))
  const end = context.invitationNews.subscribe(channelOf(asker.section, invitation), heard)
  const timer = setTimeout(heard, longestWait)
  gone.addEventListener('abort', heard)
  try {
    const there = await newer()
    if (there.length) return { status: 200, value: there }
    await something
    return { status: 200, value: await newer() }
  } finally {
    end()
    clearTimeout(timer)
    gone.removeEventListener('abort', heard)
  }
}
