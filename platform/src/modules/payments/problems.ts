import { defineProblems } from '../../kit/problem.ts'

export const { problem, refuse, refusals } = defineProblems({
  bad_signature: [400, 'This webhook is not signed by the payment provider'],
  provider_in_doubt: [503, 'The payment provider did not answer; nothing is lost. Please try again in a moment.'],
  provider_refused: [409, 'The payment provider refused this; please check the details and try again'],
})
