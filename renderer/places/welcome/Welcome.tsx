import type { EngineStatus } from '#engine/api'

export default function Welcome({ status }: { status: Extract<EngineStatus, { phase: 'closed' }> }) {
  return <main>{status.sections.length}</main>
}
