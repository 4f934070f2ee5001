import { Kbd } from "@beep/ui/Kbd"
import { ModalSheet } from "@beep/ui/ModalSheet"
import { RailItem, RailText } from "@beep/ui/Rail"
import { Switch } from "@beep/ui/Switch"
import { Keyboard } from "lucide-react"
import { useState } from "react"
import { app, keys } from "../messages/app.ts"
import { setShortcuts, useShortcut, useShortcutsOn } from "./shortcuts.ts"

/** Every key of the app, and the switch for those that need no modifier. Opens with `?` or from the rail. */
export const KeysHelp = () => {
  const [open, setOpen] = useState(false)
  const on = useShortcutsOn()
  useShortcut("?", () => setOpen(true))
  return (
    <>
      <RailItem>
        <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <Keyboard aria-hidden="true" strokeWidth={1.5} />
          <RailText>{keys.title}</RailText>
        </button>
      </RailItem>
      <ModalSheet open={open} onClose={() => setOpen(false)} title={keys.title} closeLabel={app.close}>
        <dl className="text-13">
          {keys.list.map(({ pressed, does }) => (
            <div key={does} className="flex items-center gap-3 border-b border-line py-1.5">
              <dt className="order-2 ml-auto flex gap-1">
                {pressed.map((one) => (
                  <Kbd key={one}>{one}</Kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <div className="pt-2">
          <Switch label={keys.single} checked={on} onChange={setShortcuts} />
          <p className="text-12 text-muted">{keys.singleText}</p>
        </div>
      </ModalSheet>
    </>
  )
}
