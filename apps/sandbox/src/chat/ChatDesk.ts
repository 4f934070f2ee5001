import { Context, Layer } from "effect"
import { type Desk, makeDesk } from "../script/Desk.ts"
import type { ChatFault } from "./ChatFault.ts"

export interface ChatCall {
  readonly model: string
  /** The words it was shown, by who is said to speak them. */
  readonly messages: ReadonlyArray<{ readonly role: string; readonly content: string }>
  readonly tools: ReadonlyArray<string>
}

/** What was asked of the stand-in for a language model with the right key, and what its next calls meet. */
export class ChatDesk extends Context.Service<ChatDesk, Desk<ChatCall, ChatFault>>()("@beep/sandbox/ChatDesk") {
  static readonly layer = Layer.effect(ChatDesk, makeDesk<ChatCall, ChatFault>())
}
