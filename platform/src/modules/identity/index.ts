/** Who people are: fans of one tenant each. Staff come with the console. */
export { market } from './market.ts'
export { fanSecret, findSession, readCookie, readSignedToken, sessionCookieName, signToken } from './session.ts'
