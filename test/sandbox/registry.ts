import { createSebSandbox } from './banks/seb/seb.ts'
import type { SandboxRegistry } from './kit/sandboxBank.ts'

export const sandboxBanks = {
  seb: createSebSandbox,
} satisfies SandboxRegistry
