/**
 * WebAuthn when it is first used: the library and its certificates are a fifth of all modules, and would be a sixth of the
 * time that every start takes.
 */
export const loadWebAuthn = () => import('@simplewebauthn/server')
