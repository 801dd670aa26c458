import { randomUUID } from 'node:crypto'
import type { Bank, BankAccount } from '@skrin/bff/banks/bank'
import type {
  BankTransfer,
  BankTransfers,
  TransferApi,
  TransferEnd,
  TransferStep,
} from '@skrin/bff/banks/bankTransfers'
import { moneyFromMinor } from '@skrin/shared/money'
import type { Sandbox } from '../../sandbox/server.ts'
import type { MoneyMove, WorldAccount } from '../../sandbox/world/world.ts'

/** A bank with its sandbox, connected so that money can be moved. */
export interface TransferVisit {
  readonly bank: Bank
  readonly sandbox: Sandbox
  readonly api: TransferApi
  /** Two accounts of the person, by their ids in the world, between which money can move. */
  readonly between: readonly [from: string, to: string]
  /** What the person does at a bank that wants approval, given what `submit` answered. */
  readonly approve?: (step: TransferStep) => Promise<void>
  close(): Promise<void>
}

export interface Wish {
  readonly amountMinor?: number
  readonly message?: string
  readonly between?: readonly [from: string, to: string]
  /** Days from today at the bank. */
  readonly date?: BankTransfer['date']
}

export function transfersOf({ bank }: Pick<TransferVisit, 'bank'>): BankTransfers {
  if (!bank.transfers) throw new TypeError('this bank moves no money')
  return bank.transfers
}

/** A wish in the bank's own keys, as its list of accounts gives them. */
export async function toTransfer(visit: TransferVisit, wish: Wish = {}): Promise<BankTransfer> {
  const { bank, api } = visit
  const { amountMinor = 1_250_50, message = 'Sparing', date = api.today } = wish
  const { accounts } = await bank.fetchAccounts(api)
  const [from, to] = (wish.between ?? visit.between).map((id) => find(accounts, worldOf(visit, id)))
  if (!from || !to) throw new TypeError('no such accounts')
  const amount = moneyFromMinor(amountMinor, from.currency)
  return { from: toEnd(from), to: toEnd(to), amount, date, message }
}

export function submit(visit: TransferVisit, transfer: BankTransfer): Promise<TransferStep> {
  const { prepare, submit: send } = transfersOf(visit)
  return send(visit.api, {
    transfer,
    prepared: prepare(transfer),
    idempotencyKey: randomUUID(),
    returnUrl: 'http://localhost:3000/transfer-orders/back',
  })
}

const LOOKS = 40

/** To its end: sent, approved where the bank wants it, and asked for until it stands still. */
export async function carryOut(
  visit: TransferVisit,
  transfer: BankTransfer,
): Promise<TransferStep> {
  let step = await submit(visit, transfer)
  if (step.kind === 'approval') await visit.approve?.(step)
  for (let look = 0; isUnderway(step) && look < LOOKS; look++) {
    const { reference, progress } = step
    const next = await transfersOf(visit).fetchStep?.(visit.api, { transfer, reference, progress })
    if (next) step = next
  }
  return step
}

function isUnderway(
  step: TransferStep,
): step is Extract<TransferStep, { kind: 'approval' | 'processing' }> {
  return step.kind === 'approval' || step.kind === 'processing'
}

/** What really left, whoever heard of it. */
export function executed({ sandbox }: TransferVisit): MoneyMove[] {
  return sandbox.world.moves().filter(({ state }) => state === 'moved')
}

function worldOf({ sandbox, bank }: TransferVisit, id: string): WorldAccount {
  const { world } = sandbox
  const account = world.people
    .flatMap((person) => world.accountsOf(person.id, bank.manifest.id))
    .find((one) => one.id === id)
  if (!account) throw new TypeError(`no account ${id}`)
  return account
}

/** A card may have no number in the bank's answer. */
function find(
  accounts: readonly BankAccount[],
  { number, iban, name }: WorldAccount,
): BankAccount | undefined {
  return (
    accounts.find((one) => one.number === number || one.iban === iban) ??
    accounts.find((one) => one.name === name)
  )
}

function toEnd({ key, number, iban, kind, transfer }: BankAccount): TransferEnd {
  return { key, number, iban, kind, transferKey: transfer?.key ?? null }
}
