import { createContext, use } from "react"

/** How much of a page stands around: nothing, the frame with its landmark, or a page with its heading and its foot. */
export type Around = "nothing" | "frame" | "page"

export const AroundContext = createContext<Around>("nothing")

/** What fails brings what is not there yet, and nothing twice. */
export const useAround = (): Around => use(AroundContext)
