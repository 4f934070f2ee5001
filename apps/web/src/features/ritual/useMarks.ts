import type { ClientId } from "@beep/kernel/ids"
import { useMutation } from "@tanstack/react-query"
import { Effect } from "effect"
import { FetchHttpClient } from "effect/http"
import { useEffect, useEffectEvent } from "react"
import { callApi } from "../../api/callApi.ts"

/** Sent even when the page goes away with it. */
const keepalive = Effect.provideService(FetchHttpClient.RequestInit, { keepalive: true })

/**
 * Tells the server when a client comes to the front of the screen and when it leaves it, for the time of the
 * ritual (runway.md 1.3). Opening another client says enough about the one before. What could not be told is
 * missing in the time and nowhere else.
 */
export const useMarks = (clientId: ClientId, tab: string | undefined): void => {
  const { mutate } = useMutation({
    mutationFn: ({ kind, of }: { readonly kind: "view" | "hidden"; readonly of: ClientId }) =>
      callApi((client) => keepalive(client.ritual.mark({ params: { clientId: of }, payload: { kind } })))
  })
  const say = useEffectEvent((kind: "view" | "hidden") => mutate({ kind, of: clientId }))
  useEffect(() => {
    if (document.visibilityState === "visible") say("view")
  }, [clientId, tab])
  useEffect(() => {
    const turned = () => say(document.visibilityState === "visible" ? "view" : "hidden")
    document.addEventListener("visibilitychange", turned)
    return () => {
      document.removeEventListener("visibilitychange", turned)
      say("hidden")
    }
  }, [])
}
