/** Counts for Prometheus. Invariant: names are fixed here; nothing from outside becomes a name or a label. */
export const metricNames = {
  sockets: 'Sockets open now',
  rooms: 'Rooms in memory now',
  strangers: 'Connections that have not shown who they are',
  waiting_bytes: 'Bytes that wait for the disk',
  memory_bytes: 'Resident memory of the process',
  updates_total: 'Updates made durable',
  update_bytes_total: 'Bytes of updates made durable',
  refused_total: 'Requests refused',
  malformed_total: 'Sockets closed for a malformed message',
  slow_total: 'Sockets closed for reading too slowly',
  too_much_total: 'Sockets closed for sending too much',
  no_room_total: 'Updates refused for want of space',
  removed_total: 'Sockets closed because their device was removed',
  compactions_total: 'Rooms compacted',
  compactions_failed_total: 'Compactions that failed',
} as const

export type Metric = keyof typeof metricNames

export interface Metrics {
  add(metric: Metric, amount?: number): void
  value(metric: Metric): number
  /** In Prometheus' text format; `now` are the gauges. */
  text(now: Partial<Record<Metric, number>>): string
}

export function createMetrics(): Metrics {
  const totals = new Map<Metric, number>()
  const value = (metric: Metric) => totals.get(metric) ?? 0
  return {
    add: (metric, amount = 1) => void totals.set(metric, value(metric) + amount),
    value,
    text(now) {
      const lines = (Object.entries(metricNames) as [Metric, string][]).map(([metric, help]) => {
        const type = metric.endsWith('_total') ? 'counter' : 'gauge'
        return `# HELP permanence_relay_${metric} ${help}\n# TYPE permanence_relay_${metric} ${type}\npermanence_relay_${metric} ${now[metric] ?? value(metric)}\n`
      })
      return lines.join('')
    },
  }
}
