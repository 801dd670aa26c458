import type { ExportFormat } from '@skrin/shared/api/files'

/** The formats in the order in which they are offered, and how the files end. */
export const exportFiles: Readonly<Record<ExportFormat, string>> = {
  csv: '.csv',
  json: '.json',
  ofx: '.ofx',
  actual: '-actual.csv',
  firefly: '-firefly.csv',
  'firefly-config': '-firefly.json',
}
