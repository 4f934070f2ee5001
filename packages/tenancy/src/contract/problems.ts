import { Schema } from "effect"
import { HttpApiError } from "effect/http-api"

/** A change that rides on a cookie came from a page of another origin (CSRF). */
export class OriginNotAllowed extends HttpApiError.Problem<OriginNotAllowed>()(
  "OriginNotAllowed",
  {
    type: "urn:beep:problem:origin-not-allowed",
    status: 403,
    title: "This request did not come from a page of Beep"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** Unknown user, wrong password, no membership: all the same to whoever asks. */
export class SignInRefused extends HttpApiError.Problem<SignInRefused>()(
  "SignInRefused",
  {
    type: "urn:beep:problem:sign-in-refused",
    status: 401,
    title: "Email or password is not correct"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** An organization keeps at least one active owner. */
export class LastOwner extends HttpApiError.Problem<LastOwner>()(
  "LastOwner",
  {
    type: "urn:beep:problem:last-owner",
    status: 409,
    title: "An organization needs at least one owner"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** The user is already a member, or the member already sees the client. */
export class AlreadyThere extends HttpApiError.Problem<AlreadyThere>()(
  "AlreadyThere",
  {
    type: "urn:beep:problem:already-there",
    status: 409,
    title: "This already exists"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}
