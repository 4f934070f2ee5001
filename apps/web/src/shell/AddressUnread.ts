import { SearchParamError } from "@tanstack/react-router"

/** An address whose part after `?` holds what its page cannot read. Nothing is put in its place. */
export class AddressUnread extends SearchParamError {
  override readonly name = "AddressUnread"
  /** The parameters that could not be read. */
  readonly unread: ReadonlyArray<string>

  constructor(unread: ReadonlyArray<string>) {
    super("the address could not be read")
    this.unread = unread
  }
}
