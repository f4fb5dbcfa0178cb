import { defineProblems } from '../../kit/problem.ts'

export const { problem, refuse, refusals } = defineProblems({
  clock_of_a_live_market: [409, 'Only a test market has a clock that can be moved'],
  clock_goes_forward: [409, 'A clock only goes forward; pick a later time'],
  unreadable_colours: [422, 'Some colours are too close to each other to be read'],
})
