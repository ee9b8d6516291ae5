/** Papers as a headquarters sends them, by our own page writer: words alone, with a photograph over the page, of many pages. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PortError } from '#core/ports/errors'
import { printableImage } from '#core/print/foreign/printable-image'
import type { Fonts } from '#core/print/fonts'
import { openPageFile, type PageFile } from '#core/print/page-file'
import type { PageStream } from '#core/print/page-stream'

const facts = { title: '', language: 'fr', at: 0 } as const
/** Points. */
const [width, height] = [595, 842]

function openWordedPage(file: PageFile, name: string): PageStream {
  const page = file.openPage(width, height)
  for (let line = 0; line < 60; line++) page.text(`${name}, ligne ${line} : réunion publique à la salle Jean-Jaurès`, { style: line % 8 === 0 ? 'bold' : 'regular', size: 11, x: 40, y: 800 - line * 13 })
  return page
}

/** A page of sixty lines in two fonts. */
export function tract(fonts: Fonts, number: number): Promise<Uint8Array> {
  const file = openPageFile(fonts)
  file.closePage(openWordedPage(file, `Tract n° ${number}`))
  return file.finish(facts)
}

/** Pages of sixty lines, every fourth with the picture (PNG or JPEG) over its upper half. */
export async function programme(fonts: Fonts, number: number, pages: number, picture: Uint8Array): Promise<Uint8Array> {
  const file = openPageFile(fonts)
  const image = await printableImage(picture, () => Promise.reject(new PortError('unexpected')))
  const kept = file.keepImage(image)
  for (let at = 0; at < pages; at++) {
    const page = openWordedPage(file, `Programme n° ${number}, page ${at + 1}`)
    if (at % 4 === 0) page.place(kept, [width / image.width, 0, 0, height / 2 / image.height, 0, height / 2])
    file.closePage(page)
  }
  return file.finish(facts)
}

/** A hundred files, each another: seven in ten a tract of words, two with a photograph, one a programme of twelve pages. Answers their paths and their bytes in all. */
export async function writeHundred(folder: string, fonts: Fonts, png: Uint8Array, jpeg: Uint8Array): Promise<{ paths: string[]; bytes: number }> {
  const paths: string[] = []
  let bytes = 0
  for (let number = 0; number < 100; number++) {
    const kind = number % 10
    const file = kind < 7 ? await tract(fonts, number) : await programme(fonts, number, kind === 9 ? 12 : 1, kind === 8 ? jpeg : png)
    bytes += file.length
    paths.push(join(folder, `tract_${number}.pdf`))
    writeFileSync(paths.at(-1)!, file)
  }
  return { paths, bytes }
}
