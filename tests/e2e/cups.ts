/**
 * A print server of its own for one test: a real CUPS on a socket in a folder, with queues whose paper is a file. So a sheet goes
 * the whole way, through the queue and the filter that decides on sizes, and never to a printer of the machine. What it puts
 * on paper is opened and measured.
 */
import { execFile, spawn } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

export interface PrintServer {
  /** What makes the programs of CUPS, and Chromium, ask this server and no other. */
  env: Record<string, string>
  /** What came out of a queue last, once the queue is empty; `null` when nothing did. */
  paper(queue: string): Promise<Uint8Array | null>
  /** Jobs that wait in a queue. */
  jobs(queue: string): Promise<string[]>
  /** The options that the printer was given with each job that came out, latest last. */
  options(queue: string): { sides: string; media: string; colour: string; scaling: string; impressions: number }[]
  stop(): Promise<void>
}

export interface Queue {
  name: string
  description: string
  location?: string
  stopped?: boolean
}

/** A queue whose printer takes PDF as the filter made it. Its margins are those of an office printer: 4.2 mm. */
const driver = `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Manufacturer: "Test"
*Product: "(Test)"
*ModelName: "Test paper"
*ShortNickName: "Test paper"
*NickName: "Test paper"
*PSVersion: "(3010) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsVersion: 2.4
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
${['PageSize', 'PageRegion'].map((option) => `*OpenUI *${option}: PickOne
*OrderDependency: 10 AnySetup *${option}
*Default${option}: A4
*${option} A4/A4: ""
*${option} A3/A3: ""
*${option} A5/A5: ""
*CloseUI: *${option}`).join('\n')}
*DefaultImageableArea: A4
*ImageableArea A4: "12 12 583 830"
*ImageableArea A3: "12 12 830 1179"
*ImageableArea A5: "12 12 408 583"
*DefaultPaperDimension: A4
*PaperDimension A4: "595 842"
*PaperDimension A3: "842 1191"
*PaperDimension A5: "420 595"
*OpenUI *Duplex: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/One side: ""
*Duplex DuplexNoTumble/Long edge: ""
*Duplex DuplexTumble/Short edge: ""
*CloseUI: *Duplex
*OpenUI *ColorModel: PickOne
*OrderDependency: 20 AnySetup *ColorModel
*DefaultColorModel: RGB
*ColorModel Gray/Grey: ""
*ColorModel RGB/Colour: ""
*CloseUI: *ColorModel
*DefaultFont: Courier
`

/** Starts it in `folder`; the first queue is the system's own printer. Rejects when CUPS is not installed or does not come up. */
export async function startPrintServer(folder: string, queues: readonly Queue[]): Promise<PrintServer> {
  const place = (...names: string[]) => join(folder, ...names)
  for (const name of ['etc/ppd', 'spool', 'cache', 'state', 'log', 'paper', 'tmp']) mkdirSync(place(name), { recursive: true })
  chmodSync(folder, 0o755)
  // As root, filters run as another user.
  chmodSync(join(folder, 'tmp'), 0o1777)
  const socket = place('socket')
  const paperOf = (queue: string) => place('paper', `${queue}.pdf`)
  writeFileSync(place('etc/cups-files.conf'), [
    `ServerRoot ${place('etc')}`, `RequestRoot ${place('spool')}`, `TempDir ${place('tmp')}`, `CacheDir ${place('cache')}`, `StateDir ${place('state')}`,
    `AccessLog ${place('log/access')}`, `ErrorLog ${place('log/error')}`, `PageLog ${place('log/page')}`, 'FileDevice Yes', '',
  ].join('\n'))
  writeFileSync(place('etc/cupsd.conf'), [
    `Listen ${socket}`, 'Browsing Off', 'WebInterface No', 'DefaultAuthType None', 'PageLogFormat %p %j %C %{sides} %{media} %{print-color-mode} %{print-scaling}',
    '<Location />', 'Order allow,deny', 'Allow all', '</Location>', '<Policy default>', '<Limit All>', 'Order allow,deny', 'Allow all', '</Limit>', '</Policy>', '',
  ].join('\n'))
  writeFileSync(place('etc/printers.conf'), queues.map(({ name, description, location = '', stopped }, at) => {
    const kind = at === 0 ? 'DefaultPrinter' : 'Printer'
    return `<${kind} ${name}>\nInfo ${description}\nLocation ${location}\nDeviceURI file://${paperOf(name)}\nState ${stopped ? 'Stopped' : 'Idle'}\nAccepting Yes\n</${kind}>\n`
  }).join(''))
  for (const { name } of queues) writeFileSync(place('etc/ppd', `${name}.ppd`), driver)

  // A copy: the machine's own confinement (AppArmor) is bound to the program's path, and to the machine's own folders.
  copyFileSync(programPath('cupsd'), place('cupsd'))
  chmodSync(place('cupsd'), 0o755)
  const server = spawn(place('cupsd'), ['-f', '-c', place('etc/cupsd.conf'), '-s', place('etc/cups-files.conf')], { stdio: 'ignore' })
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const end = () => void server.kill('SIGKILL')
  process.once('exit', end)

  const env = { CUPS_SERVER: socket }
  const run = promisify(execFile)
  const ask = async (...words: string[]) => (await run('lpstat', words, { env: { ...process.env, ...env, LC_ALL: 'C' } })).stdout
  const jobs = async (queue: string) => (await ask('-o', queue)).split('\n').flatMap((line) => line.split(' ', 1)[0] || [])
  const limit = performance.now() + 15_000
  while (!(await ask('-r').catch(() => '')).includes('is running')) {
    if (server.exitCode !== null || performance.now() > limit) throw new Error(`CUPS did not start: ${existsSync(place('log/error')) ? readFileSync(place('log/error'), 'utf8').slice(-2000) : 'no log'}`)
  }
  return {
    env,
    async paper(queue) {
      while ((await jobs(queue)).length > 0);
      return existsSync(paperOf(queue)) ? new Uint8Array(readFileSync(paperOf(queue))) : null
    },
    jobs,
    options: (queue) =>
      (existsSync(place('log/page')) ? readFileSync(place('log/page'), 'utf8') : '').split('\n').flatMap((line) => {
        const [name, , impressions, sides = '', media = '', colour = '', scaling = ''] = line.split(' ')
        return name === queue ? [{ sides, media, colour, scaling, impressions: Number(impressions) }] : []
      }),
    async stop() {
      process.off('exit', end)
      server.kill()
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function programPath(name: string): string {
  const folder = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'].find((each) => existsSync(join(each, name)))
  if (!folder) throw new Error(`${name} is not installed.`)
  return join(folder, name)
}
