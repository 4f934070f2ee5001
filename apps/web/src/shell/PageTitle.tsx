import { useQuery } from "@tanstack/react-query"
import { useEffect } from "react"
import { webConfigQuery } from "../api/webConfig.ts"
import { app } from "../messages/app.ts"
import { announce } from "./announcer.ts"

/** The document's title, said when the page is reached; focus that was lost with the page before starts at the content. */
export const PageTitle = ({ page }: { readonly page: string }) => {
  const { data } = useQuery(webConfigQuery)
  const title = app.title(page, data?.appName ?? "Beep")
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    announce(page)
    if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true })
  }, [page])
  return null
}
