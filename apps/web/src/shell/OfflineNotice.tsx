import { Notice } from "@beep/ui/Notice"
import { WifiOff } from "lucide-react"
import { states } from "../messages/app.ts"
import { useOnline } from "./useOnline.ts"

export const OfflineNotice = () =>
  useOnline() ? null : (
    <div className="px-6 pt-3 max-sm:px-4">
      <Notice role="status" icon={<WifiOff strokeWidth={1.5} />}>
        {states.offline}
      </Notice>
    </div>
  )
