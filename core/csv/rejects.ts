/** Rows set aside as a file of their own, in the columns they came in, so that they can be mended and imported again. */
import { neutralise } from './neutralise'
import type { SetAsideReason } from './plan'
import type { ImportPlan } from './analyse'

const reasonWords: Record<SetAsideReason, { fr: string; en: string }> = {
  'no-identity': { fr: 'ni nom, ni e-mail, ni téléphone', en: 'no name, e-mail or phone' },
  'row-shift': { fr: 'cellules décalées', en: 'cells out of place' },
  'total-line': { fr: 'ligne de total ou de bas de page', en: 'total or footer line' },
  'not-validated': { fr: 'commande non validée', en: 'order not validated' },
  'payer-only': { fr: 'payeur sans adhérent·e', en: 'payer without member' },
  'ambiguous-match': { fr: 'plusieurs fiches possibles', en: 'several people fit' },
  'duplicate-in-file': { fr: 'déjà dans ce fichier', en: 'already in this file' },
  unreadable: { fr: 'guillemet non fermé', en: 'quote left open' },
  'repeated-header': { fr: 'titres répétés', en: 'titles repeated' },
  'second-table': { fr: 'autre tableau', en: 'another table' },
  erased: { fr: 'cette personne a demandé l’effacement, ou a été effacée définitivement', en: 'this person asked to be erased, or was erased for good' },
}

/** The reason in words, for reports. */
export function reasonWord(reason: SetAsideReason, locale: 'fr' | 'en'): string {
  return reasonWords[reason][locale]
}

/** The rows set aside, with their line and reason first: `;`, BOM and CRLF in French, `,` in English. */
export function rejectsCsv(plan: ImportPlan, locale: 'fr' | 'en'): Uint8Array {
  const separator = locale === 'fr' ? ';' : ','
  const quote = (cell: string) => (/["\r\n;,]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const titles = locale === 'fr' ? ['Raison', 'Ligne du fichier'] : ['Reason', 'Line of the file']
  const lines = [[...titles, ...plan.headers], ...plan.rejected.map(({ line, cells, reason }) => [reasonWord(reason, locale), String(line), ...cells])]
  return new TextEncoder().encode('\ufeff' + lines.map((cells) => cells.map((cell) => quote(neutralise(cell))).join(separator)).join('\r\n') + '\r\n')
}
