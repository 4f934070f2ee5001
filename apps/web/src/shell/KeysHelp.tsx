import { ModalSheet } from "@beep/ui/ModalSheet"
import { RailItem, RailText } from "@beep/ui/Rail"
import { Switch } from "@beep/ui/Switch"
import { Keyboard } from "lucide-react"
import { useState } from "react"
import { createPortal } from "react-dom"
import { app, keys } from "../messages/app.ts"
import { commandIds, commandOf, type CommandPlace } from "./commands.ts"
import { KeyCaps } from "./KeyCaps.tsx"
import { setShortcuts, useCommand, useShortcutsOn } from "./shortcuts.ts"

const places: ReadonlyArray<CommandPlace> = ["everywhere", "list", "client"]

const Keys = ({ place }: { readonly place: CommandPlace }) => (
  <section>
    <h3 className="pt-3 pb-1 text-12 font-medium text-muted">{keys.places[place]}</h3>
    <dl className="text-13">
      {commandIds
        .filter((id) => commandOf(id).place === place && commandOf(id).keys.length > 0)
        .map((id) => (
          <div key={id} className="flex items-center gap-3 border-b border-line py-1.5">
            <dt className="order-2 ml-auto flex gap-1">
              <KeyCaps id={id} />
            </dt>
            <dd>{keys.does[id]}</dd>
          </div>
        ))}
    </dl>
  </section>
)

/** Every key of the app, and the switch for those that need no modifier. Opens with `?` or from the rail. */
export const KeysHelp = () => {
  const [open, setOpen] = useState(false)
  const on = useShortcutsOn()
  useCommand("help", () => setOpen(true))
  return (
    <>
      <RailItem>
        <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <Keyboard aria-hidden="true" strokeWidth={1.5} />
          <RailText>{keys.title}</RailText>
        </button>
      </RailItem>
      {/* Not inside the rail: its foot is not drawn on a phone, and a sheet inside it neither. */}
      {createPortal(
        <ModalSheet open={open} onClose={() => setOpen(false)} title={keys.title} closeLabel={app.close}>
          <div className="-mt-3 max-h-[60dvh] overflow-y-auto" tabIndex={0} role="group" aria-label={keys.title}>
            {places.map((place) => (
              <Keys key={place} place={place} />
            ))}
          </div>
          <div className="pt-2">
            <Switch label={keys.single} checked={on} onChange={setShortcuts} />
            <p className="text-12 text-muted">{keys.singleText}</p>
          </div>
        </ModalSheet>,
        document.body
      )}
    </>
  )
}
