import { Switch } from "@beep/ui/Switch"
import { app } from "../messages/app.ts"
import { setListMode, useListMode } from "./listMode.ts"

export const ListModeSwitch = () => <Switch label={app.listMode} checked={useListMode()} onChange={setListMode} />
