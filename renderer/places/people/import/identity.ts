/** Whether the columns chosen can tell who someone is: without a name, an e-mail or a phone every line would be set aside. */
import type { ImportTarget } from '#core/csv/plan'

export function identifies(fields: readonly (ImportTarget | null)[]): boolean {
  return fields.some((field) => field !== null && /^(?:lastName|firstName|fullName|birthName|emails(?!\.label)|phones(?!\.label)|externalIds)(?:\.|$)/.test(field))
}
