import type { Me } from "@beep/tenancy/contract/AuthApi"
import { useSuspenseQuery } from "@tanstack/react-query"
import { meQuery } from "../../api/session.ts"

/** Who is signed in, as it is now: a name that was saved or a factor that was proved shows at once. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data
