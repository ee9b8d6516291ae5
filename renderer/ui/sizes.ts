/** Bytes as a number of megabytes to be read: tenths below ten, never 0. */
export const megabytes = (bytes: number): number => (bytes < 10_000_000 ? Math.max(0.1, Math.round(bytes / 100_000) / 10) : Math.round(bytes / 1_000_000))
