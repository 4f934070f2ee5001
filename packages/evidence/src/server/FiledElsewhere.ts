import { Schema } from "effect"

/** This message of this mailbox is already a document of another client. Only a person moves it (F-4). */
export class FiledElsewhere extends Schema.TaggedError<FiledElsewhere>()("FiledElsewhere", {}) {}
