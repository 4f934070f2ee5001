import { failureOf } from "../api/ApiFailure.ts"
import { states } from "../messages/app.ts"
import { Failed, type FailedProps } from "./Failed.tsx"
import { Footer } from "./Footer.tsx"
import { PageTitle } from "./PageTitle.tsx"

/** A whole page that could not be shown. */
export const FailedPage = ({ error, onRetry }: FailedProps) => {
  const { kind } = failureOf(error)
  const title = kind === "not_found" ? states.notFoundTitle : states.failed[kind]
  return (
    <>
      <PageTitle page={title} />
      <h1 className="sr-only">{title}</h1>
      <Failed error={error} onRetry={onRetry} />
      <Footer />
    </>
  )
}
