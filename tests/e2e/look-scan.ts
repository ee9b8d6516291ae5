/**
 * Pictures of the scanner and of the forms that it fills in, before a camera that Chromium plays from a file, to be looked at
 * by a person: `npx tsx tests/e2e/look-scan.ts FOLDER [fr|en] [light|dark] [WIDTHxHEIGHT]` (built app).
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { photograph, writeCamera } from '../qr/shot'
import { launchApp } from './app'

const [folder = 'test-results/look', locale = 'fr', colorScheme = 'light', size = '1280x800'] = process.argv.slice(2)
const [width = 1280, height = 800] = size.split('x').map(Number)
const say = (fr: string, en: string) => (locale === 'fr' ? fr : en)
mkdirSync(folder, { recursive: true })
const film = join(folder, 'camera.y4m')
writeCamera(film, [photograph([{ text: 'https://exemple.org/affiche' }], { width: 1280, height: 720, side: 330, turned: 6, noise: 10, shade: 0.6 })])
const { window, kill9, profileDir } = await launchApp({
  locale: locale === 'en' ? 'en' : 'fr', colorScheme: colorScheme === 'dark' ? 'dark' : 'light', size: { width, height },
  switches: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
})
window.setDefaultTimeout(40_000)

async function shoot(name: string): Promise<void> {
  await window.mouse.move(width - 2, height - 2)
  await window.waitForLoadState('networkidle')
  await window.screenshot({ path: join(folder, `scan-${name}-${locale}-${colorScheme}-${size}.png`), animations: 'disabled' })
}
const press = (fr: string, en: string) => window.getByRole('button', { name: say(fr, en) }).click()

try {
  await window.evaluate(() => {
    const page = globalThis as never as { longest: number }
    page.longest = 0
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) page.longest = Math.max(page.longest, duration)
    }).observe({ type: 'longtask' })
  })
  await press('Rejoindre une section', 'Join a section')
  await window.getByTestId('invitation-drop').waitFor()
  await shoot('1-join')
  await press('Scanner le QR code…', 'Scan the QR code…')
  await window.getByText(say('n’est pas une invitation de Permanence', 'is not an invitation made by Permanence')).waitFor()
  await shoot('2-another')
  await window.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'))
  })
  await window.keyboard.press('Escape')
  await press('Scanner le QR code…', 'Scan the QR code…')
  await window.getByRole('alert').waitFor()
  await shoot('3-none')
  await window.keyboard.press('Escape')
  await press('Retour', 'Back')
  await press('J’ai une feuille de secours', 'I have a recovery sheet')
  await window.getByTestId('sheet-drop').waitFor()
  await shoot('4-sheet')
  const longest = await window.evaluate(() => (globalThis as never as { longest: number }).longest)
  process.stdout.write(`Longest task of the window’s thread: ${Math.round(longest)} ms (0: none over 50)\n`)
} finally {
  await kill9()
  for (const path of [profileDir, film]) rmSync(path, { recursive: true, force: true })
}
