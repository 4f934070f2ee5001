import type { ClientId, MemberId } from "@beep/kernel/ids"
import type { AddressesElsewhere } from "@beep/tenancy/contract/HouseholdsApi"
import { maxAddresses } from "@beep/tenancy/contract/HouseholdsApi"
import { type Email, EmailInput } from "@beep/tenancy/contract/Email"
import { Button } from "@beep/ui/Button"
import { ErrorSummary } from "@beep/ui/ErrorSummary"
import { LabelledControl } from "@beep/ui/LabelledControl"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { failureOf } from "../../api/ApiFailure.ts"
import { contacts as words } from "../../messages/contacts.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { clientNamesQuery } from "../members/queries.ts"
import { ConfirmSheet } from "../settings/ConfirmSheet.tsx"
import { changeContacts, contactsQuery } from "./queries.ts"

const decodeEmail = Schema.decodeUnknownOption(EmailInput)

const linesOf = (text: string): ReadonlyArray<string> =>
  text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")

interface Change {
  readonly addresses: ReadonlyArray<Email>
  readonly allowShared: boolean
}

export interface ContactsFormProps {
  readonly clientId: ClientId
  readonly memberId: MemberId
  /** What was there when the form was opened. */
  readonly known: ReadonlyArray<Email>
  /** Opens the form anew with what is there now. */
  readonly onReload: () => void
}

/** The addresses as lines of a text; a change is saved whole, or not at all. */
export const ContactsForm = ({ clientId, known: opened, memberId, onReload }: ContactsFormProps) => {
  const queries = useQueryClient()
  // What was there when it was opened, whatever a later reading brings: that is what a change is held against.
  const [known] = useState(opened)
  const [text, setText] = useState(known.join("\n"))
  const [attempt, setAttempt] = useState(0)
  const [taken, setTaken] = useState<AddressesElsewhere["taken"]>([])
  const clients = useQuery({ ...clientNamesQuery(memberId), enabled: taken.length > 0 })
  const lines = linesOf(text)
  const wrong = lines.find((line) => Option.isNone(decodeEmail(line)))
  const addresses = [...new Set(lines.flatMap((line) => Option.toArray(decodeEmail(line))))]
  const problem =
    wrong !== undefined ? words.wrong(wrong) : addresses.length > maxAddresses ? words.tooMany(maxAddresses) : undefined
  const error = attempt > 0 ? problem : undefined
  const isSame = wrong === undefined && addresses.toSorted().join() === known.toSorted().join()

  const undo = async (before: ReadonlyArray<Email>, after: ReadonlyArray<Email>) => {
    try {
      // They stood there together before, so another client that has one of them is no news.
      const answer = await changeContacts(clientId, { addresses: before, expected: after, allowShared: true })
      if (answer.is === "saved") queries.setQueryData(contactsQuery(clientId).queryKey, answer.contacts)
      toast(words.undone)
    } catch {
      toast(words.notUndone)
    }
    onReload()
  }

  const save = useMutation({
    mutationFn: (change: Change) => changeContacts(clientId, { ...change, expected: known }),
    onSuccess: (answer) => {
      if (answer.is === "shared") {
        setTaken(answer.taken)
        return
      }
      setTaken([])
      queries.setQueryData(contactsQuery(clientId).queryKey, answer.contacts)
      toast(words.saved, { label: words.undo, run: () => void undo(known, answer.contacts.addresses) })
      onReload()
    }
  })
  const isStale = save.isError && failureOf(save.error).kind === "stale"
  const nameOf = (id: ClientId): string => clients.data?.find((one) => one.clientId === id)?.name ?? words.aClient
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (problem === undefined && !isSame && !save.isPending) save.mutate({ addresses, allowShared: false })
  }
  return (
    <form noValidate onSubmit={submit} className="grid w-full max-w-120 gap-4">
      <ErrorSummary
        title={words.problems}
        problems={error === undefined ? [] : [{ fieldId: "known-addresses", text: error }]}
        attempt={attempt}
      />
      {save.isError ? <FailureNotice error={save.error} words={{ stale: words.stale }} /> : null}
      {isStale ? (
        <Button className="justify-self-start" onClick={onReload}>
          {words.reload}
        </Button>
      ) : null}
      <LabelledControl
        id="known-addresses"
        className={undefined}
        label={words.label}
        hint={words.hint}
        {...(error === undefined ? {} : { error })}
      >
        {(control) => (
          <textarea
            {...control}
            rows={6}
            autoComplete="off"
            spellCheck={false}
            className={`${control.className} h-auto py-1.5`}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </LabelledControl>
      <p className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" unavailable={save.isPending || isSame}>
          {save.isPending ? words.saving : words.save}
        </Button>
        <span role="status" className="text-12 text-muted tabular-nums">
          {isSame ? words.unchanged : words.count(addresses.length)}
        </span>
      </p>
      <ConfirmSheet
        open={taken.length > 0}
        onClose={() => setTaken([])}
        title={words.sharedTitle}
        action={words.keepShared}
        busyLabel={words.saving}
        busy={save.isPending}
        error={save.error}
        onConfirm={() => save.mutate({ addresses, allowShared: true })}
      >
        <ul className="grid gap-1">
          {taken.map(({ clientIds, place }) => (
            <li key={place} className="break-words">
              {words.shared(addresses[place] ?? "", clientIds.map(nameOf).join(", "))}
            </li>
          ))}
        </ul>
        <p>{words.sharedText}</p>
      </ConfirmSheet>
    </form>
  )
}
