import type { Request, Response } from 'express'
import type { Member } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import type { Bank } from '../banks/bank.ts'
import { endingOf, findOwnBankClient, openBankClient } from '../connections/bankClients.ts'
import { callbackUrl } from '../connections/callbackUrl.ts'
import type { Context } from '../context.ts'
import { isFresh } from '../http/authorize.ts'
import type { FormTokens } from '../http/formToken.ts'
import { memberOf } from '../http/memberOf.ts'
import { findInventedClient } from '../household/demoMembers.ts'
import { findLoginById } from '../household/members.ts'
import { renderBankClientPage } from '../pages/bankClientPage/renderBankClientPage.ts'
import type { BankClientPage } from '../pages/bankClientPage/renderBankClientPage.ts'
import type { FieldErrors } from '../pages/bankClientPage/renderFields.ts'
import { localeOf } from '../pages/look.ts'
import type { Look } from '../pages/look.ts'
import { findTotp } from '../signIn/totp.ts'
import { lookOf } from './lookOf.ts'

/** What a form's token is good for. */
export function purposeOf({ manifest }: Bank): string {
  return `bank client ${manifest.id}`
}

interface Deps {
  readonly context: Context
  readonly tokens: FormTokens
}

interface Typed {
  readonly clientId?: string
  readonly errors?: FieldErrors
}

/** The form, empty or with what is wrong; or on to where somebody without a password proves who they are. */
export async function sendForm(
  { context, tokens }: Deps,
  { req, res }: { req: Request; res: Response },
  { clientId = '', errors = {} }: Typed,
): Promise<void> {
  const bank = context.banks.get(String(req.params['bank']))
  if (!bank) throw new AppError('not_found')
  const { id, name } = bank.manifest
  const member = memberOf(res)
  const proof = isFresh(req, context.clock) ? null : await findProof(context, member)
  if (proof === 'elsewhere')
    return res.redirect(303, `/banks?${new URLSearchParams({ prove: id }).toString()}`)
  const look = lookOf(req)
  const page: BankClientPage = {
    bank: {
      id,
      name,
      form: bank.clientForm,
      takesKey: bank.auth.clientAuthentication === 'private_key',
    },
    redirectAddress: callbackUrl(context.config.publicUrl, id).href,
    known: await describeKnown(context, { member, bank, look }),
    token: tokens.create(req, purposeOf(bank)),
    proof,
    clientId,
    errors,
    invented: context.demo ? findInventedClient(context.config.dataDir, id) : null,
  }
  res.type('html').send(renderBankClientPage(look, page))
}

/** True: the form cannot ask for it, because the person has no password. */
export async function mustProveElsewhere(context: Context, member: Member): Promise<boolean> {
  return (await findProof(context, member)) === 'elsewhere'
}

async function findProof(
  { db }: Context,
  { id }: Member,
): Promise<{ code: boolean } | 'elsewhere'> {
  const login = await findLoginById(db, id)
  if (!login || login.passwordHash === null) return 'elsewhere'
  const totp = await findTotp(db, id)
  return { code: totp !== null && totp.confirmedAt !== null }
}

async function describeKnown(
  { db, bankClientSealer }: Context,
  { member, bank, look }: { member: Member; bank: Bank; look: Look },
): Promise<BankClientPage['known']> {
  const { id, timeZone } = bank.manifest
  const row = await findOwnBankClient(db, { member: member.id, bank: id })
  if (!row) return null
  const day = new Intl.DateTimeFormat(localeOf(look), { dateStyle: 'long', timeZone })
  return {
    ending: endingOf(row.client_id),
    day: day.format(row.created_at),
    isReadable: openBankClient(bankClientSealer, row) !== null,
  }
}
