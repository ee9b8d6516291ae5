/**
 * The import picture of docs/architecture.md as a lint rule: imports point down it, never up, never sideways.
 * Without it the first shortcut (a screen that reads Yjs, a core file that reads Electron) ends the layering for good.
 * Plain JavaScript, because the linter loads it as it stands.
 */
import { dirname, relative, resolve, sep } from 'node:path'

const project = resolve(import.meta.dirname, '..', '..')
const aliases = { '#core/': 'core/', '#engine/': 'renderer/engine/' }

/**
 * Layer → what it may import besides itself. The first pattern that matches a file's path is its layer.
 * @type {{ layer: RegExp, may: string[] }[]}
 */
const picture = [
  { layer: /^core\/(domain|ports)\//, may: ['core/domain/', 'core/ports/'] },
  { layer: /^core\/sealing\//, may: ['core/domain/', 'core/ports/'] },
  { layer: /^core\/log\//, may: ['core/sealing/', 'core/domain/', 'core/ports/'] },
  { layer: /^core\/membership\//, may: ['core/sealing/', 'core/domain/', 'core/ports/'] },
  { layer: /^core\/section\//, may: ['core/log/', 'core/membership/', 'core/sealing/', 'core/domain/', 'core/ports/'] },
  { layer: /^core\/backup\//, may: ['core/log/', 'core/sealing/', 'core/domain/', 'core/ports/'] },
  { layer: /^core\/[^/]+\//, may: ['core/domain/', 'core/ports/'] },
  { layer: /^electron\/(main|preload)\//, may: ['core/'] },
  // A package of its own: it knows nobody, and nobody knows it. They meet on the wire.
  { layer: /^sync-server\//, may: [] },
  { layer: /^renderer\/engine\//, may: ['core/', 'resources/'] },
  { layer: /^renderer\/ui\//, may: ['renderer/engine/api', 'renderer/engine/client', 'core/', 'resources/'] },
  { layer: /^renderer\/places\/[^/]+\//, may: ['renderer/ui/', 'renderer/engine/api', 'renderer/engine/client', 'core/', 'resources/'] },
  { layer: /^renderer\//, may: ['renderer/app/', 'renderer/places/', 'renderer/ui/', 'renderer/engine/api', 'renderer/engine/client', 'core/', 'resources/'] },
]

/** Packages that a part of the tree must not know. Screens never touch Yjs; core runs anywhere. */
const strangers = [
  { part: /^core\//, packages: /^(node:|electron$|react|@mantine\/|@tabler\/|i18next$|dexie$|ws$)/ },
  { part: /^electron\//, packages: /^(react|@mantine\/|@tabler\/|dexie$)/ },
  { part: /^renderer\/engine\//, packages: /^(node:|electron$|react|@mantine\/|@tabler\/|i18next$)/ },
  { part: /^renderer\//, packages: /^(node:|electron$|yjs$|lib0|libsodium|dexie$)/, except: /^renderer\/engine\// },
]

/** Tests may use Node and their builders, but keep to the direction of the layers. */
const isTest = (/** @type {string} */ path) => /\.(test|contract)\.tsx?$/.test(path)

/**
 * Why a file may not import something, or `null` when it may.
 * @param {string} file path from the project's folder, with `/`
 * @param {string} specifier as written in the import
 * @returns {string | null}
 */
export function whyNot(file, specifier) {
  const target = inProject(file, specifier)
  if (target === null) {
    const stranger = strangers.find(({ part, packages, except }) => part.test(file) && !except?.test(file) && packages.test(specifier))
    return stranger && !isTest(file) ? `${file} must not know the package ${specifier}.` : null
  }
  const found = picture.find(({ layer }) => layer.test(file))
  if (!found || (isTest(file) && /^(tests|tools|resources)\//.test(target))) return null
  const own = /** @type {RegExpExecArray} */ (found.layer.exec(file))[0]
  if (target.startsWith(own) && own !== 'renderer/') return null
  if (found.may.some((allowed) => target === allowed || target.startsWith(allowed.endsWith('/') ? allowed : `${allowed}.`))) return null
  return `${file} must not import ${target}: imports point down the picture of docs/architecture.md, never up or sideways.`
}

/**
 * @param {string} file
 * @param {string} specifier
 * @returns {string | null} path from the project's folder, or `null` for a package
 */
function inProject(file, specifier) {
  for (const [alias, folder] of Object.entries(aliases)) if (specifier.startsWith(alias)) return folder + specifier.slice(alias.length)
  if (!specifier.startsWith('.')) return null
  return relative(project, resolve(project, dirname(file), specifier)).split(sep).join('/')
}

const direction = {
  /** @param {any} context */
  create(context) {
    // A copy of the tree in a temporary folder, as in this rule's own test, has the same picture.
    const root = context.cwd ?? project
    const file = relative(root, context.filename).split(sep).join('/')
    const check = (/** @type {any} */ node) => {
      const specifier = node.source?.value
      const why = typeof specifier === 'string' ? whyNot(file, specifier) : null
      if (why) context.report({ node, message: why })
    }
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check }
  },
}

export default { meta: { name: 'layers' }, rules: { direction } }
