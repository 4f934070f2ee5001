import { Schema } from "effect"

/** The key of this client was destroyed: what it sealed can never be read again, and nothing new is sealed for it. */
export class KeyDestroyed extends Schema.TaggedError<KeyDestroyed>()("KeyDestroyed", {}) {}

/** These bytes were not sealed for this organization, owner and purpose, or were changed since. Which of the two is not said. */
export class NotSealedHere extends Schema.TaggedError<NotSealedHere>()("NotSealedHere", {}) {}
