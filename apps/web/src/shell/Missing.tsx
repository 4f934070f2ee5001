import { ApiFailure } from "../api/ApiFailure.ts"
import { FailedPage } from "./FailedPage.tsx"

const missing = new ApiFailure("not_found")

export const Missing = () => <FailedPage error={missing} />
