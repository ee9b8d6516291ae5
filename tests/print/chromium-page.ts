/** The same lines, fonts and places set by Chromium: the reference for what a text should look like. */
import { readFile } from 'node:fs/promises'
import { chromium, type Browser } from '@playwright/test'
import { fontPath } from '../../tools/print-fonts'
import { inkOfPng, type Ink } from './paper'

export interface SetLine {
  text: string
  style: 'regular' | 'bold'
  /** Points from the left edge, and of the base line from the top edge. */
  x: number
  base: number
  size: number
}

export async function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run',
      '--font-render-hinting=none', '--disable-lcd-text', '--disable-font-subpixel-positioning=0',
    ],
  })
}

/** `width` and `height` in points. */
export async function setByChromium(browser: Browser, lines: readonly SetLine[], width: number, height: number, dotsPerInch: number): Promise<Ink> {
  const face = async (name: string, family: string, weight: number): Promise<string> =>
    `@font-face{font-family:${family};font-weight:${weight};src:url(data:font/ttf;base64,${(await readFile(fontPath(name))).toString('base64')})}`
  const faces = await Promise.all([
    face('NotoSans-Regular.ttf', 'sheet', 400), face('NotoSans-Bold.ttf', 'sheet', 700),
    face('NotoSansArabic-Regular.ttf', 'arabic', 400), face('NotoSansArabic-Bold.ttf', 'arabic', 700),
  ])
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const divs = lines.map(({ text, style, x, base, size }) =>
    `<div dir="auto" data-base="${base * 96 / 72}" style="left:${x}pt;top:0;font:${style === 'bold' ? 700 : 400} ${size}pt sheet,arabic">${escape(text)}</div>`)
  const page = await browser.newPage({ deviceScaleFactor: dotsPerInch / 96, viewport: { width: Math.ceil(width * 96 / 72), height: Math.ceil(height * 96 / 72) } })
  try {
    await page.setContent(`<!doctype html><style>${faces.join('')}
      body{margin:0;background:#fff;color:#000} div{position:absolute;white-space:pre;text-align:left;font-variant-ligatures:no-common-ligatures}</style>${divs.join('')}`)
    await page.evaluate(async () => {
      await document.fonts.ready
      for (const div of document.querySelectorAll('div')) {
        // An empty inline block stands on the base line: its lower edge tells where that is.
        const foot = div.appendChild(document.createElement('span'))
        foot.style.display = 'inline-block'
        div.style.top = `${Number(div.dataset.base) - foot.getBoundingClientRect().bottom}px`
        foot.remove()
      }
    })
    return inkOfPng(await page.screenshot())
  } finally {
    await page.close()
  }
}
