import type { Trade } from "./Blueprint.ts"

/** Of the fifty, by trade and variant. */
export const names: Readonly<Record<Trade, ReadonlyArray<string>>> = {
  agency: [
    "Redfern Creative",
    "Lighthouse Brand Works",
    "Mica Media",
    "Tallgrass Studio",
    "Oxbow Digital",
    "Sparrow & Finch",
    "Quarry Lane Marketing",
    "Little Anvil",
    "Halcyon Holdings",
    "Paper Kite Agency"
  ],
  construction: [
    "Ironbark Builders",
    "Cedar Ridge Contractors",
    "Stillwater Homes",
    "Granite Peak Construction",
    "Bramble Restoration",
    "Fieldstone Remodeling",
    "Three Rivers Concrete",
    "Overlook Framing",
    "Basalt Ventures",
    "Millrace Renovation"
  ],
  professional: [
    "Ashcroft Legal",
    "Meridian Tax & Law",
    "Linden Architects",
    "Sound Engineering Group",
    "Whitcomb Notaries",
    "Peregrine Patent Law",
    "Harrow & Vale",
    "Sutter Surveyors",
    "Elmhurst Fiduciary",
    "Kestrel Appraisals"
  ],
  ecommerce: [
    "Wren & Willow Goods",
    "Northwind Outfitters",
    "Sundry Supply Co",
    "Copper Kettle Kitchen",
    "Tidepool Toys",
    "Moss & Fern",
    "Dapper Hound",
    "Blue Door Ceramics",
    "Marigold Imports",
    "Lantern Books"
  ],
  consulting: [
    "Argent Advisory",
    "Bellwether Strategy",
    "Cobalt Analytics",
    "Delphi Risk Partners",
    "Everline Operations",
    "Fulcrum Research",
    "Gannet Systems",
    "Hawthorn Change",
    "Isthmus Partners",
    "Jetty Logistics Consulting"
  ]
}
