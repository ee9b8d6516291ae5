/** A tagged PDF as a screen reader goes through it: the structure tree with the words of each element, by pdf.js. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface Heard {
  role: string
  alt?: string
  /** Its own words and those of all within it, with single spaces. */
  text: string
  parts: Heard[]
}

interface TreeNode {
  role?: string
  type?: string
  id?: string
  alt?: string
  children?: TreeNode[]
}

/** Elements in the order in which they are heard, page after page; a table that goes on is one for each page. `silent`: what is on the pages and never heard. */
export async function readAloud(pdf: Uint8Array): Promise<{ heard: Heard[]; silent: string }> {
  const document = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise
  const heard: Heard[] = []
  let silent = ''
  try {
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const words = new Map<string, string>()
      const open: (string | null)[] = []
      for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
        if (!('str' in item)) {
          if (item.type === 'endMarkedContent') open.pop()
          else open.push(item.id ?? null)
          continue
        }
        const text = item.str + (item.hasEOL ? ' ' : '')
        const owner = open.at(-1)
        if (owner) words.set(owner, (words.get(owner) ?? '') + text)
        else silent += text
      }
      const tree = (await page.getStructTree()) as TreeNode | null
      for (const each of tree?.children?.[0]?.children ?? []) {
        const found = hear(each, words)
        if (found) heard.push(found)
      }
    }
  } finally {
    await document.destroy()
  }
  return { heard, silent: tidy(silent) }
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()

/** What has no words on this page, nor stands for any, is not heard on it. */
function hear({ role = '', alt, children = [] }: TreeNode, words: ReadonlyMap<string, string>): Heard | null {
  const parts = children.flatMap((child) => (child.role === undefined ? [] : (hear(child, words) ?? [])))
  const own = children.map((child) => (child.role === undefined ? (words.get(child.id ?? '') ?? '') : ''))
  const text = tidy([...own, ...parts.map((part) => part.text)].join(' '))
  if (text === '' && alt === undefined && !['TD', 'TH'].includes(role)) return null
  return { role, ...(alt !== undefined && { alt }), text, parts }
}

/** All elements of these roles, wherever they are. */
export function heardAs(heard: readonly Heard[], ...roles: string[]): Heard[] {
  return heard.flatMap((each) => [...(roles.includes(each.role) ? [each] : []), ...heardAs(each.parts, ...roles)])
}

/** The cells of each row that is heard, in words. */
export function heardRows(heard: readonly Heard[]): string[][] {
  return heardAs(heard, 'TR').map(({ parts }) => parts.map(({ text }) => text)).filter((row) => row.some((cell) => cell !== ''))
}
