import type { Meta, StoryObj } from "@storybook/react-vite"
import { ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react"
import { ChipButton } from "./ChipButton.tsx"

const meta = { component: ChipButton } satisfies Meta<typeof ChipButton>
export default meta
type Story = StoryObj<typeof meta>

const closed = { open: false, onOpen: () => undefined } as const

export const Ok: Story = {
  args: { ...closed, tone: "ok", icon: <ShieldCheck />, children: "Ties out to QuickBooks, to the cent, 12 min ago" }
}
export const Open: Story = {
  args: { ...closed, open: true, tone: "ok", icon: <ShieldCheck />, children: "Ties out to QuickBooks, to the cent, just now" }
}
export const Alert: Story = { args: { ...closed, tone: "alert", icon: <ShieldAlert />, children: "Differs: 2 entities" } }
export const Neutral: Story = { args: { ...closed, tone: "info", icon: <ShieldQuestion />, children: "Not compared yet" } }
