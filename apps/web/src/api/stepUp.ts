import { StepUpBy } from "@beep/tenancy/contract/SessionStrength"
import { Option, Schema } from "effect"

export interface StepUpAsked {
  readonly by: StepUpBy
  readonly answer: (confirmed: boolean) => void
}

let asked: StepUpAsked | null = null
let waiting: Promise<boolean> | null = null
const listeners = new Set<() => void>()

const publish = (next: StepUpAsked | null) => {
  asked = next
  for (const listener of listeners) listener()
}

const decode = Schema.decodeUnknownOption(StepUpBy)

/** Asks the person to prove a factor again; calls that are refused at the same time wait for one answer. */
export const askStepUp = (by: string | undefined): Promise<boolean> => {
  waiting ??= new Promise<boolean>((resolve) => {
    const answer = (confirmed: boolean) => {
      waiting = null
      publish(null)
      resolve(confirmed)
    }
    publish({ by: Option.getOrElse(decode(by), () => "password"), answer })
  })
  return waiting
}

export const stepUpStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: (): StepUpAsked | null => asked
}
