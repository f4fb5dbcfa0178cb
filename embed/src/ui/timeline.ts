// ui/timeline.ts: which step of a money timeline a person stands on, and how far the line is drawn. Pure.
import type { Step } from '../storefront/wire.ts'

/** The step that is happening; where none is marked, the last one that happened. */
export function currentStep(steps: Step[]): number {
  const stopped = steps.findIndex((step) => step.state === 'failed' || step.state === 'now')
  if (stopped >= 0) return stopped
  return steps.findLastIndex((step) => step.state === 'done')
}

export const isOver = (steps: Step[]) => steps.length > 0 && steps.every((step) => step.state === 'done')
