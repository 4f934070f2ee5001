import { Role } from "@beep/kernel/Role"
import { SelectField } from "@beep/ui/SelectField"
import { Option, Schema } from "effect"
import { members as words } from "../../messages/members.ts"

const decode = Schema.decodeUnknownOption(Role)

export const RoleSelect = ({
  label,
  value,
  onChange
}: {
  readonly label: string
  readonly value: Role
  readonly onChange: (role: Role) => void
}) => (
  <SelectField
    className="w-full max-w-96"
    label={label}
    hint={words.about[value]}
    value={value}
    onChange={(event) => onChange(Option.getOrElse(decode(event.currentTarget.value), () => value))}
  >
    {Role.literals.map((role) => (
      <option key={role} value={role}>
        {words.roles[role]}
      </option>
    ))}
  </SelectField>
)
