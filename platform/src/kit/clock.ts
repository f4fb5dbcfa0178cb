// Spans of time, so that no module multiplies milliseconds by itself.
export const seconds = (count: number): number => count * 1000
export const minutes = (count: number): number => seconds(count * 60)
export const hours = (count: number): number => minutes(count * 60)
export const after = (instant: Date, milliseconds: number): Date => new Date(instant.getTime() + milliseconds)
