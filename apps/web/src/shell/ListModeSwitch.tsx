import { Switch } from "@beep/ui/Switch"
import { app } from "../messages/app.ts"
import { useListMode, useSetListMode } from "./listMode.ts"

export const ListModeSwitch = () => {
  const on = useListMode()
  return <Switch label={app.listMode} checked={on} onChange={useSetListMode()} />
}
