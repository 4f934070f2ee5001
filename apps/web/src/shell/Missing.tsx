import { ApiFailure } from "../api/ApiFailure.ts"
import { states } from "../messages/app.ts"
import { Failed } from "./Failed.tsx"
import { PageTitle } from "./PageTitle.tsx"

const missing = new ApiFailure("not_found")

export const Missing = () => (
  <>
    <PageTitle page={states.notFoundTitle} />
    <Failed error={missing} />
  </>
)
