/** What is stored of a typed e-mail or phone: tidied when it reads as one, exactly as typed otherwise. */
import { readEmails } from '#core/domain/email'
import type { ContactField } from '#core/domain/person'
import { readPhones } from '#core/domain/phone'

export function tidied(field: ContactField, typed: string): string {
  const [reading, other] = field === 'emails' ? readEmails(typed) : readPhones(typed)
  return reading && !other && !reading.odd ? reading.value : typed
}
