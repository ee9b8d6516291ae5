/**
 * The notices that the licences of other people's work ask for, made at each build from what is in the bundles.
 * Invariant: nothing is shipped without its licence's text or, where a package comes without one, its own statement of
 * licence; a package with neither stops the build.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

interface PackageDescription {
  name: string
  version: string
  license?: string | { type: string }
  author?: string | { name?: string }
  repository?: string | { url?: string }
}

const licenceFile = /^(licen[cs]e|copying|notice|ofl)([-.].*)?$/i
const resourceLicence = /(^|[-_.])(licen[cs]e|ofl)(\.txt|\.md)?$/i
const line = '-'.repeat(80)

/**
 * @param packages folders of npm packages
 * @param resources folder with fonts and data; a file named `…LICENSE.txt` beside them covers them
 */
export function thirdPartyNotices(packages: string[], resources: string): string {
  const parts = [...packages.map(packageNotice), ...resourceNotices(resources)]
  const head =
    'Permanence is free software under the GNU Affero General Public License, version 3 or later (see LICENSE).\n' +
    'It contains the work of others, under the licences below. Electron and Chromium: see LICENSE.electron.txt and\n' +
    'LICENSES.chromium.html.\n'
  return [head, ...parts].join(`\n${line}\n`)
}

function packageNotice(folder: string): string {
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageDescription
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim())
  const licence = typeof description.license === 'string' ? description.license : description.license?.type
  if (texts.length === 0 && !licence) throw new Error(`${description.name} ${description.version} comes without a licence: it can't be shipped.`)
  const author = typeof description.author === 'string' ? description.author : description.author?.name
  const source = typeof description.repository === 'string' ? description.repository : description.repository?.url
  const title = `${description.name} ${description.version} (${licence ?? 'see below'})`
  const facts = [title, author && `Author: ${author}`, source && `Source: ${source}`].filter(Boolean).join('\n')
  return [facts, ...texts].join('\n\n') + '\n'
}

function resourceNotices(resources: string): string[] {
  if (!existsSync(resources)) return []
  return readdirSync(resources, { recursive: true, encoding: 'utf8' })
    .filter((file) => resourceLicence.test(file))
    .sort()
    .map((file) => `${relative('.', join('resources', file))}\n\n${readFileSync(join(resources, file), 'utf8').trim()}\n`)
}
