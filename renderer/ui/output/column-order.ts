/** Moving a column in an ordered choice; positions from 0. Out of range changes nothing. */
export function moveColumn<Column>(columns: readonly Column[], from: number, to: number): Column[] {
  const moved = [...columns]
  if (from < 0 || from >= moved.length || to < 0 || to >= moved.length) return moved
  moved.splice(to, 0, ...moved.splice(from, 1))
  return moved
}
