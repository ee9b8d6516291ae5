/**
 * `npm run --silent print:render -- KIND --demo --out FILE […]`: makes a sheet without a window, for scripts and tests.
 * One line of JSON on standard output; exit 2 with a sentence for what can't be done as asked.
 */
import { answerPrintRender } from './print-sheets'

const { code, out, err } = await answerPrintRender(process.argv.slice(2))
process.stdout.write(out)
process.stderr.write(err)
process.exitCode = code
