import type { CompanySource } from "../accounting/CompanySource.ts"
import type { FaultOrder } from "../faults/FaultOrder.ts"
import type { Scenario } from "../faults/Scenario.ts"
import { escaped } from "../render/escaped.ts"
import { hidden, htmlPage } from "../render/htmlPage.ts"
import type { Delivery } from "../webhooks/Delivery.ts"
import type { WebhookOrder } from "../webhooks/WebhookOrder.ts"
import { bookChanges } from "./bookChanges.ts"

export interface ControlState {
  readonly companies: ReadonlyArray<CompanySource>
  /** The company that is shown. */
  readonly company: CompanySource
  readonly scenarios: ReadonlyArray<Scenario>
  /** Of this company, as everything below. */
  readonly faults: ReadonlyArray<FaultOrder>
  readonly events: ReadonlyArray<WebhookOrder>
  readonly deliveries: ReadonlyArray<Delivery>
  /** What was just done, in a sentence. */
  readonly done: string | undefined
}

const choices = ({ companies, company }: ControlState): string =>
  companies
    .map(
      ({ name, realmId }) =>
        `<option value="${escaped(realmId)}"${realmId === company.realmId ? " selected" : ""}>${escaped(name)}</option>`
    )
    .join("")

const times = (count: number): string => (count === 1 ? "once" : `${count} times`)

const faultLine = (order: FaultOrder): string =>
  [
    `<code>${escaped(order.fault)}</code> ${times(order.times)}`,
    ...(order.path === undefined ? [] : [`on ${order.path} calls`]),
    ...(order.after === undefined ? [] : [`once ${order.after} more went through`]),
    ...(order.seconds === undefined ? [] : [`${order.seconds} s`])
  ].join(", ")

const eventLine = (order: WebhookOrder): string =>
  `<code>${escaped(order.fault)}</code> ${order.times === 1 ? "on the next delivery" : `on the next ${order.times} deliveries`}`

const items = (lines: ReadonlyArray<string>): string => `<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul>`

const act = (state: ControlState, action: string, button: string, label: string, id?: string): string =>
  `<form method="post" action="/_sandbox">${hidden("realmId", state.company.realmId)}${hidden("action", action)}${
    id === undefined ? "" : hidden("id", id)
  }<button aria-label="${escaped(label)}">${escaped(button)}</button></form>`

const waiting = (state: ControlState): string => {
  const lines = [...state.faults.map(faultLine), ...state.events.map(eventLine)]
  return lines.length === 0
    ? `<p class="quiet">Nothing: every call is answered as it should be.</p>`
    : `${items(lines)}<div class="actions">${act(state, "clear", "Take all back", `Take all back for ${state.company.name}`)}</div>`
}

const states: Readonly<Record<Delivery["state"], string>> = {
  waiting: "waiting to be taken",
  delivered: "taken",
  lost: "never sent",
  no_address: "not sent: nobody gave an address for deliveries"
}

const deliveryLine = ({ attempts, events, fault, id, realmIds, shape, state, status }: Delivery): string =>
  [
    `${id}. ${events} ${events === 1 ? "event" : "events"} of ${realmIds.length} ${realmIds.length === 1 ? "company" : "companies"}, ${shape}`,
    ...(fault === null ? [] : [`<code>${escaped(fault)}</code>`]),
    `${states[state]}${attempts === 0 ? "" : ` after ${attempts} ${attempts === 1 ? "attempt" : "attempts"}`}`,
    ...(status === null ? [] : [`last answer ${status}`])
  ].join("; ")

const offered = (about: string, id: string, form: string): string =>
  `<li class="row"><div>${escaped(about)}<br><code class="quiet">${escaped(id)}</code></div>${form}</li>`

const group = (state: ControlState, name: string): string =>
  `<h2>${escaped(name)}</h2><ul>${state.scenarios
    .filter((scenario) => scenario.group === name)
    .map(({ about, id }) => offered(about, id, act(state, "run", "Run", `Run ${id}`, id)))
    .join("")}</ul>`

const changes = (state: ControlState): string =>
  state.company.books === null
    ? `<p class="quiet">A recording: its books cannot change.</p>`
    : `<ul>${bookChanges
        .map(({ about, id }) => offered(about, id, act(state, "change", "Change", `Change the books: ${id}`, id)))
        .join("")}</ul>`

/** Turns failures on while a demo runs. */
export const controlPage = (state: ControlState) =>
  htmlPage(
    "Beep sandbox",
    `<p class="notice">This is the sandbox, not Intuit. It stands in for QuickBooks, and nothing here reaches a real company.</p>
<h1>What goes wrong in QuickBooks</h1>
<form method="get" action="/_sandbox" class="actions"><label for="company">Company</label><select id="company" name="realmId">${choices(state)}</select><button>Show</button></form>
<p role="status">${escaped(state.done ?? "")}</p>
<h2>Waiting for ${escaped(state.company.name)}</h2>${waiting(state)}
${[...new Set(state.scenarios.map((scenario) => scenario.group))].map((name) => group(state, name)).join("")}
<h2>Changes in the books</h2>${changes(state)}
<h2>Last deliveries</h2>${
      state.deliveries.length === 0
        ? `<p class="quiet">No event of this company was told yet.</p>`
        : items(state.deliveries.map(deliveryLine))
    }`
  )
