import type { PersonId } from '#core/domain/ids'
export default function NewPerson(_: { onClose(): void; onOpen(id: PersonId): void }) {
  return null
}
