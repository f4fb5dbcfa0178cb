import { defineProblems } from '../../kit/problem.ts'

export const { problem, refusals } = defineProblems({
  fees_take_everything: [422, 'These fees would leave the seller nothing; lower the seller fee or the organizer share'],
})
