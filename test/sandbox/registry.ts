import { createAritmaSandbox } from './banks/aritma/aritma.ts'
import { createEnableBankingSandbox } from './banks/enablebanking/enablebanking.ts'
import { createSbankenSandbox } from './banks/sbanken/sbanken.ts'
import { createSebSandbox } from './banks/seb/seb.ts'
import { createSpareBank1Sandbox } from './banks/sparebank1/sparebank1.ts'
import type { SandboxRegistry } from './kit/sandboxBank.ts'

export const sandboxBanks = {
  aritma: createAritmaSandbox,
  enablebanking: createEnableBankingSandbox,
  seb: createSebSandbox,
  sbanken: createSbankenSandbox,
  sparebank1: createSpareBank1Sandbox,
} satisfies SandboxRegistry
