import packageJson from '../package.json' with { type: 'json' }

/** Skrin's own, as in `0.1.0`. */
export const version: string = packageJson.version
