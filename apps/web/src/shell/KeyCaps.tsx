import { Kbd } from "@beep/ui/Kbd"
import { keys } from "../messages/app.ts"
import { type CommandId, commandOf } from "./commands.ts"

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)

const capsOf = (key: string): ReadonlyArray<string> =>
  key.startsWith("mod+") ? [mac ? "\u2318" : "Ctrl", key.slice(4).toUpperCase()] : [keys.caps[key] ?? key]

/** The keys of a command, as they stand on a keyboard. */
export const KeyCaps = ({ id }: { readonly id: CommandId }) => (
  <>
    {commandOf(id)
      .keys.flatMap(capsOf)
      .map((cap) => (
        <Kbd key={cap}>{cap}</Kbd>
      ))}
  </>
)
