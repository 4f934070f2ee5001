import { useQuery } from "@tanstack/react-query"
import { webConfigQuery } from "../api/webConfig.ts"
import { app } from "../messages/app.ts"

/** The document's title, said politely when a page is reached. */
export const PageTitle = ({ page }: { readonly page: string }) => {
  const { data } = useQuery(webConfigQuery)
  return (
    <>
      <title>{app.title(page, data?.appName ?? "Beep")}</title>
      <p aria-live="polite" className="sr-only">{page}</p>
    </>
  )
}
