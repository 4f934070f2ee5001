import { Chart, type ChartOptions, LinearScale, LineController, LineElement, PointElement } from "chart.js"

Chart.register(LineController, LineElement, PointElement, LinearScale)

/** One pill's foot on the line of time, and how far above or below it the pill stands, in pixels. */
export interface FlowFoot {
  readonly id: string
  readonly day: number
  readonly reach: number
}

export interface FlowScene {
  readonly days: number
  readonly feet: ReadonlyArray<FlowFoot>
  /** Pixels from the top to the line of time. */
  readonly axis: number
  readonly line: string
  readonly graphic: string
}

/**
 * Draws the line of time with its weeks and a stem from each pill's day to the pill. The pills themselves are buttons of the
 * page: the picture says nothing that they do not.
 */
export const drawFlow = (canvas: HTMLCanvasElement, scene: FlowScene) => {
  let current = scene
  const options = {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    events: [],
    layout: { padding: 0 },
    scales: {
      x: { type: "linear" as const, min: 0, max: current.days, display: false },
      y: { type: "linear" as const, min: 0, max: 1, display: false }
    }
  } satisfies ChartOptions<"line">
  const stems = {
    id: "stems",
    beforeDatasetsDraw: ({ ctx, chartArea: { bottom, left, right, top }, scales }: Chart) => {
      const x = scales["x"]
      if (x === undefined) return
      const along = (fromX: number, fromY: number, toX: number, toY: number) => {
        ctx.beginPath()
        ctx.moveTo(Math.round(fromX) + 0.5, Math.round(fromY) + 0.5)
        ctx.lineTo(Math.round(toX) + 0.5, Math.round(toY) + 0.5)
        ctx.stroke()
      }
      ctx.save()
      ctx.lineWidth = 1
      ctx.strokeStyle = current.line
      for (let week = 7; week < current.days; week += 7) along(x.getPixelForValue(week), top, x.getPixelForValue(week), bottom)
      ctx.strokeStyle = current.graphic
      along(left, current.axis, right, current.axis)
      for (const { day, reach } of current.feet) {
        const at = Math.min(x.getPixelForValue(day), right - 1)
        along(at, current.axis, at, current.axis + reach)
      }
      ctx.fillStyle = current.graphic
      for (const { day } of current.feet) {
        ctx.beginPath()
        ctx.arc(Math.min(x.getPixelForValue(day), right - 1), current.axis, 2.5, 0, 2 * Math.PI)
        ctx.fill()
      }
      ctx.restore()
    }
  }
  const chart = new Chart(canvas, { type: "line", data: { datasets: [] }, options, plugins: [stems] })
  return {
    update: (next: FlowScene) => {
      current = next
      const { x } = chart.options.scales ?? {}
      if (x !== undefined) x.max = next.days
      chart.update("none")
    },
    destroy: () => chart.destroy()
  }
}
