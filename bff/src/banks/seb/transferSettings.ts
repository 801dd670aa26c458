import type { BankSetting } from '../bank.ts'
import { checkAppLink } from './appLink.ts'

export const transferSettings: readonly BankSetting[] = [
  {
    name: 'PIS_URL',
    secret: false,
    description: 'address of the payment API, private v1; only used where money may be moved',
    fallback: 'https://api-sandbox.sebgroup.com/pis/private/v1/identified2',
    isAddress: true,
  },
  {
    name: 'SIGN_URL',
    secret: false,
    description: 'address of the signing API; absent: the payment API’s',
    isAddress: true,
  },
  {
    name: 'BANKID_LINK',
    secret: false,
    description: 'link that opens BankID on the same device, with {token} where its token goes',
    fallback: 'bankid:///?autostarttoken={token}&redirect=null',
    check: checkAppLink,
  },
]
