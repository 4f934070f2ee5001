import { QueryClient } from "@tanstack/react-query"
import { ApiFailure } from "./ApiFailure.ts"

const worthRepeating = (error: Error): boolean => error instanceof ApiFailure && error.kind === "unavailable"

export const queryClient = new QueryClient({
  defaultOptions: {
    // Offline is a state that the screens say; a paused query would say nothing.
    queries: {
      staleTime: 15_000,
      networkMode: "always",
      // Not by itself under "always": what failed without a connection is read again when it is back.
      refetchOnReconnect: true,
      retry: (count, error) => count < 2 && worthRepeating(error)
    },
    mutations: { networkMode: "always", retry: false }
  }
})
