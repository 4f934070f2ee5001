import { Schema } from "effect"
import { HttpApiError } from "effect/http-api"

/** A change that rides on a cookie came from a page of another origin (CSRF). */
export class OriginNotAllowed extends HttpApiError.Problem<OriginNotAllowed>()("OriginNotAllowed", {
  type: "urn:beep:problem:origin-not-allowed",
  status: 403,
  title: "This request did not come from a page of Beep"
}, { requestId: Schema.optionalKey(Schema.String) }) {}

/** Unknown user, wrong password, no membership: all the same to whoever asks. */
export class SignInRefused extends HttpApiError.Problem<SignInRefused>()("SignInRefused", {
  type: "urn:beep:problem:sign-in-refused",
  status: 401,
  title: "Email or password is not correct"
}, { requestId: Schema.optionalKey(Schema.String) }) {}
