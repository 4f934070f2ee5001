import type { ReactNode } from "react"
import { failureOf } from "../api/ApiFailure.ts"
import { states } from "../messages/app.ts"
import { AddressUnread } from "./AddressUnread.ts"
import { AddressUnreadBody } from "./AddressUnreadBody.tsx"
import { useAround } from "./Around.ts"
import { address } from "../messages/address.ts"
import { Failed, type FailedProps } from "./Failed.tsx"
import { Footer } from "./Footer.tsx"
import { PageTitle } from "./PageTitle.tsx"

const Whole = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => {
  const around = useAround()
  if (around === "page")
    return (
      <>
        <h2 className="sr-only">{title}</h2>
        {children}
      </>
    )
  const page = (
    <>
      <PageTitle page={title} />
      <h1 className="sr-only">{title}</h1>
      {children}
      <Footer />
    </>
  )
  return around === "frame" ? page : <main className="flex min-h-dvh flex-col">{page}</main>
}

/** A whole page that could not be shown, or the part of one that stands in for it. */
export const FailedPage = ({ error, onRetry }: FailedProps) => {
  if (error instanceof AddressUnread)
    return (
      <Whole title={address.title}>
        <AddressUnreadBody unread={error.unread} />
      </Whole>
    )
  const { kind } = failureOf(error)
  return (
    <Whole title={kind === "not_found" ? states.notFoundTitle : states.failed[kind]}>
      <Failed error={error} onRetry={onRetry} />
    </Whole>
  )
}
