import type { SandboxRegistry } from './kit/sandboxBank.ts'

export const sandboxBanks = {} satisfies SandboxRegistry
