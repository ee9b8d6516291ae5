/** Dialogs of the place: import, export, print, delete. Each is loaded when first opened. */
import { lazy, Suspense } from 'react'
import type { PeopleSelection } from '#core/domain/query'
import { replaceRoute } from '../../ui/route'
import { asSelection, nobody, tickedCount } from './selection'
import { usePeopleView } from './view'

const ImportWizard = lazy(() => import('./import/ImportWizard'))
const ExportDialog = lazy(() => import('./export/ExportDialog'))
const ListDialog = lazy(() => import('../../ui/list/ListDialog'))
const LabelsDialog = lazy(() => import('./labels/LabelsDialog'))
const DeleteDialog = lazy(() => import('./DeleteDialog'))
const EraseDialog = lazy(() => import('./EraseDialog'))

export default function PeopleDialogs() {
  const { dialog, query, ticked, open, ask, tick } = usePeopleView()
  const close = () => open(null)
  // Nobody ticked: what the table shows is what is printed or exported.
  const selection: PeopleSelection = tickedCount(ticked) > 0 ? asSelection(ticked) : { kind: 'query', query, except: [] }
  return (
    <Suspense fallback={null}>
      {dialog?.kind === 'import' && <ImportWizard onClose={close} file={dialog.file} onShow={ask} />}
      {dialog?.kind === 'export' && <ExportDialog selection={selection} query={query} onClose={close} />}
      {dialog?.kind === 'print' && <ListDialog selection={selection} query={query} onClose={close} />}
      {dialog?.kind === 'labels' && <LabelsDialog selection={selection} onClose={close} />}
      {dialog?.kind === 'delete' && <DeleteDialog onClose={close} />}
      {dialog?.kind === 'erase' && (
        <EraseDialog
          selection={dialog.id ? { kind: 'ids', ids: [dialog.id] } : asSelection(ticked)}
          count={dialog.id ? 1 : tickedCount(ticked)}
          onClose={close}
          onErased={() => {
            close()
            if (dialog.id) replaceRoute({ place: 'people' })
            else tick(nobody)
          }}
        />
      )}
    </Suspense>
  )
}
