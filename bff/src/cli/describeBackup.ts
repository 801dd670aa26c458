import type { Manifest } from '../backups/manifest.ts'

const KIB = 1024

/** `2.4 MB, 3 members, 812 transactions`. */
export function describeBackup({ bytes, rows }: Manifest): string {
  return [
    describeBytes(bytes),
    `${rows['members'] ?? 0} members`,
    `${rows['accounts'] ?? 0} accounts`,
    `${rows['transactions'] ?? 0} transactions`,
  ].join(', ')
}

export function describeBytes(bytes: number): string {
  const kib = bytes / KIB
  if (kib < KIB) return `${Math.ceil(kib)} kB`
  const mib = Math.round((kib / KIB) * 10) / 10
  return mib < KIB ? `${mib} MB` : `${Math.round(mib / KIB)} GB`
}
