import { createSbankenSandbox } from './banks/sbanken/sbanken.ts'
import { createSebSandbox } from './banks/seb/seb.ts'
import type { SandboxRegistry } from './kit/sandboxBank.ts'

export const sandboxBanks = {
  seb: createSebSandbox,
  sbanken: createSbankenSandbox,
} satisfies SandboxRegistry
