import type { Me } from "@beep/tenancy/contract/AuthApi"
import type { ClientListView } from "@beep/runway/contract/ClientsApi"
import { Button } from "@beep/ui/Button"
import { toast } from "@beep/ui/toast-store"
import { useMutation } from "@tanstack/react-query"
import { Download } from "lucide-react"
import { failureOf } from "../../api/ApiFailure.ts"
import { states } from "../../messages/app.ts"
import { clients } from "../../messages/clients.ts"
import { download } from "../../shell/download.ts"
import { useCommand } from "../../shell/shortcuts.ts"
import { exportClients } from "./queries.ts"

/** All clients of the view as a file, not only those on the page. */
export const ExportButton = ({ me, view }: { readonly me: Me; readonly view: ClientListView }) => {
  const load = useMutation({
    mutationFn: () => exportClients(me.memberId, view),
    onSuccess: (table) => {
      download(clients.exportFile, "text/csv;charset=utf-8", table)
      toast(clients.exported)
    },
    onError: (error) => toast(clients.notExported(states.failed[failureOf(error).kind]))
  })
  const begin = () => (load.isPending ? undefined : load.mutate())
  useCommand("exportList", begin)
  return (
    <Button unavailable={load.isPending} onClick={begin}>
      <Download aria-hidden="true" strokeWidth={1.5} />
      {load.isPending ? clients.exporting : clients.export}
    </Button>
  )
}
