import { Metric } from "effect"
import { metricNames } from "./metricNames.ts"

const durations = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000]

export const accessDenied = Metric.counter(metricNames.accessDenied, { incremental: true })
/** Vectors of entities written. */
export const embeddingsStored = Metric.counter(metricNames.embeddingsStored, { incremental: true })
/** Clients whose entities wait for vectors, as the last look found them. */
export const embeddingsWaiting = Metric.gauge(metricNames.embeddingsWaiting)
export const evidenceUnresolved = Metric.counter(metricNames.evidenceUnresolved, { incremental: true })
export const extractionDuration = Metric.histogram(metricNames.extractionDuration, { boundaries: durations })
/** Milliseconds, by method and status. */
export const httpDuration = Metric.histogram(metricNames.httpDuration, { boundaries: durations })
/** Messages about which a language model was asked and answered, whatever came of it. */
export const messagesModelRead = Metric.counter(metricNames.messagesModelRead, { incremental: true })
/** Clients with messages a language model was not asked about, as the last look found them. */
export const messagesModelWaiting = Metric.gauge(metricNames.messagesModelWaiting)
/** Percent of Intuit's monthly budget by the end of the month, at the pace so far; not set on a month's first day. */
export const quickbooksBudgetProjected = Metric.gauge(metricNames.quickbooksBudgetProjected)
/** Percent of Intuit's monthly budget that all organizations together have used. */
export const quickbooksBudgetUsed = Metric.gauge(metricNames.quickbooksBudgetUsed)
export const quickbooksRequests = Metric.counter(metricNames.quickbooksRequests, { incremental: true })
export const quickbooksThrottled = Metric.counter(metricNames.quickbooksThrottled, { incremental: true })
export const runwayComputed = Metric.counter(metricNames.runwayComputed, { incremental: true })
/** Nightly comparisons beyond 5 %, by what became of it: one with `state` `paged` is an alarm. */
export const runwayDrift = Metric.counter(metricNames.runwayDrift, { incremental: true })
export const syncDuration = Metric.histogram(metricNames.syncDuration, { boundaries: durations })
export const syncFailed = Metric.counter(metricNames.syncFailed, { incremental: true })
export const tokenRefreshFailed = Metric.counter(metricNames.tokenRefreshFailed, { incremental: true })
/** By shape and by what became of the delivery. */
export const webhookDeliveries = Metric.counter(metricNames.webhookDeliveries, { incremental: true })
/** Milliseconds from the first event of a batch to the end of the sync that read it. */
export const webhookLag = Metric.histogram(metricNames.webhookLag, { boundaries: durations })
/** Writes that QuickBooks recorded and does not show a day later: each one is an alarm. */
export const writeUnconfirmed = Metric.counter(metricNames.writeUnconfirmed, { incremental: true })
