import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { passkeyOptions } from '@skrin/shared/api/signIn'
import * as v from 'valibot'

const { options } = passkeyOptions.entries

/** The browser itself checks what is inside: WebAuthn Level 3 §5.1.8 and §5.1.9. */
export const passkeyRequest = v.object({
  options: v.custom<PublicKeyCredentialRequestOptionsJSON>((wire) => v.is(options, wire)),
})
export type PasskeyRequest = v.InferOutput<typeof passkeyRequest>

export const passkeyCreation = v.object({
  options: v.custom<PublicKeyCredentialCreationOptionsJSON>((wire) => v.is(options, wire)),
})
export type PasskeyCreation = v.InferOutput<typeof passkeyCreation>
