import { NewPassword } from "@beep/tenancy/contract/Password"
import { Field } from "@beep/ui/Field"
import { Option, Schema } from "effect"
import { newPassword as words } from "../../messages/recovery.ts"

const decode = Schema.decodeUnknownOption(NewPassword)

export interface TypedPassword {
  readonly first: string
  readonly again: string
}

export const nothingTyped: TypedPassword = { first: "", again: "" }

/** A password that is long enough and typed twice alike; whether it is easy to guess is said by the server. */
export const readPassword = ({ first, again }: TypedPassword): Option.Option<NewPassword> =>
  first === again ? decode(first) : Option.none()

/** Twice, because what is typed is not shown; a password manager fills both. */
export const NewPasswordFields = ({
  typed,
  onType,
  asked
}: {
  readonly typed: TypedPassword
  readonly onType: (typed: TypedPassword) => void
  readonly asked: boolean
}) => {
  const isShort = Option.isNone(decode(typed.first))
  return (
    <>
      <Field
        label={words.label}
        hint={words.hint}
        type="password"
        name="new-password"
        autoComplete="new-password"
        value={typed.first}
        onChange={(event) => onType({ ...typed, first: event.currentTarget.value })}
        error={asked && isShort ? words.short : undefined}
      />
      <Field
        label={words.repeat}
        type="password"
        name="new-password-again"
        autoComplete="new-password"
        value={typed.again}
        onChange={(event) => onType({ ...typed, again: event.currentTarget.value })}
        error={asked && !isShort && typed.first !== typed.again ? words.differs : undefined}
      />
    </>
  )
}
