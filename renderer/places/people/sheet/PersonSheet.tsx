import type { PersonId } from '#core/domain/ids'
export default function PersonSheet(_: { id: PersonId; onClose(): void; onNeighbour(step: -1 | 1): void }) {
  return null
}
