import { useRoute, useRouter } from 'vue-router'

/** The code behind `#`, which no server was sent; from now on it is not in the address or the history either. */
export function useInviteCode(): string {
  const code = useRoute().hash.slice(1)
  const router = useRouter()
  if (code !== '') void router.replace({ name: 'join' })
  return code
}
