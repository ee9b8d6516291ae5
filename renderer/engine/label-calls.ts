/** Labels, badges, cards and envelopes of a selection, and the page by which a printer is calibrated. */
import { everyone } from '#core/domain/query'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import type { Fonts } from '#core/print/fonts'
import { addressLabels, badgeText, labelOfAddress, placeCardText } from '#core/print/labels/address-labels'
import { renderCalibrationPage } from '#core/print/labels/calibration-page'
import { holdsLongLine, renderLabels } from '#core/print/labels/render-labels'
import { newSheetCode } from '#core/print/sheet-code'
import type { LabelCalls } from './label-api'
import type { Lifecycle } from './lifecycle'
import type { ProgressReports } from './progress'

const mostSender = 400

export function labelCalls(lifecycle: Pick<Lifecycle, 'current'>, progress: Pick<ProgressReports, 'watch'>, fonts: () => Promise<Fonts>): Handlers<LabelCalls> {
  return {
    labels: ({ selection, content, sheet, start, correction, size, outlines, locale }) =>
      progress.watch('print', async (watch) => {
        const { store } = lifecycle.current()
        await store.loaded
        if (!store.membership.holds('people')) throw new PortError('role-forbids')
        const selected = store.people.select(selection)
        const code = newSheetCode()
        const put = { sheet, start, correction, size, outlines, code, locale, at: Date.now() }
        if (content.kind !== 'address') {
          const labels = selected.flatMap((person) => (content.kind === 'badge' ? badgeText(person, store.name()) : placeCardText(person)) ?? [])
          const rendered = await renderLabels({ ...put, labels }, await fonts(), watch)
          return { ...rendered, code, people: labels.length, leftOut: { refused: 0, unasked: 0, incomplete: selected.length - labels.length }, long: 0, narrow: false }
        }
        // Whether a family is whole is asked of everybody, not of those alone who were chosen.
        const base = content.households ? store.people.select({ kind: 'query', query: everyone, except: [] }) : []
        const { labels, people, leftOut } = addressLabels(selected, { ...content, locale }, base)
        const sender = content.sender.slice(0, mostSender).split('\n').map((line) => line.trim()).filter(Boolean)
        const rendered = await renderLabels({ ...put, labels: labels.map(labelOfAddress), sender }, await fonts(), watch)
        return { ...rendered, code, people, leftOut, long: labels.flat().filter((line) => line.long).length, narrow: !holdsLongLine(sheet) }
      }),
    async calibrationPage({ sheet, correction, locale }) {
      const { pdf } = await renderCalibrationPage({ sheet, locale, at: Date.now(), ...(correction ? { correction } : {}) }, await fonts())
      return { pdf }
    },
  }
}
