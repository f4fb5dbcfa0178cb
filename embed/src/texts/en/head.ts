// texts/en/head.ts: an event's facts and promises. Only the server says these.
export const facts = {
  doors: (time: string) => `Doors ${time}`,
  yourTime: (time: string) => `${time} where you are`,
}

export const trust = {
  heading: 'Why this is safe',
  official: (name: string) => `Official resale by ${name}`,
  officialHelp: (name: string) =>
    `${name} runs this market and issued these tickets. Nobody else can sell you one here.`,
  code: 'New code in your name',
  codeHelp:
    'When you buy, the seller’s code stops working and a new one is made for you. Only the new one opens the gate.',
  capped: (percent: number) =>
    percent === 100 ? 'Never above what was paid' : `Capped at ${percent} % of what was paid`,
  cappedHelp: (percent: number) =>
    percent === 100
      ? 'No ticket costs more than its seller paid for it. The service fee is shown in every price.'
      : `No seller may ask more than ${percent} % of what they paid. The service fee is shown in every price.`,
  held: 'Money held until the show',
  heldHelp: 'The seller is paid after the event. If it is cancelled, your money is still here and comes back to you.',
}
