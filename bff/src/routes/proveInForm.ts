import type { Request } from 'express'
import type { Member } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { askerOf, freshenSession } from '../http/session.ts'
import type { FieldErrors } from '../pages/bankClientPage/renderFields.ts'
import type { BankClientTexts } from '../pages/bankClientPage/texts.ts'
import { signIn } from '../signIn/signIn.ts'

interface FormProof {
  readonly member: Member
  readonly proof: { readonly password: string; readonly code: string }
  readonly words: BankClientTexts
}

/**
 * The step-up within a form: the session goes on with a new id once password, and code where there is one, were right.
 * null: they were.
 */
export async function proveInForm(
  context: Context,
  req: Request,
  { member, proof: { password, code }, words }: FormProof,
): Promise<{ errors: FieldErrors; status: number } | null> {
  if (password === '') return { errors: { password: words.passwordMissing }, status: 400 }
  try {
    const { name } = member
    const given = code.trim() === '' ? undefined : code
    const proven = await signIn(context, { name, password, code: given, asker: askerOf(req) })
    if (proven.member !== member.id) throw new AppError('invalid_credentials')
    await freshenSession(req, context)
    return null
  } catch (error) {
    const errors = error instanceof AppError ? toErrors(error, words) : null
    if (!(error instanceof AppError) || !errors) throw error
    return { errors, status: error.status }
  }
}

function toErrors({ code }: AppError, words: BankClientTexts): FieldErrors | null {
  switch (code) {
    case 'invalid_credentials':
      return { password: words.passwordWrong }
    case 'second_factor_needed':
      return { code: words.codeMissing }
    case 'second_factor_invalid':
      return { code: words.codeWrong }
    case 'too_many_requests':
      return { form: words.tooMany }
    default:
      return null
  }
}
