// Harbour Lights' logo: a low sun over water, and the name in one line of even strokes. Plain shapes only, as brands must be.
const R = 'M0 14V0h5a4 4 0 0 1 0 8H0m5 0 4 6'
const H = 'M0 0v14M10 0v14M0 7h10'

/** Each letter's strokes and its width, 14 high. */
const LETTERS: Record<string, readonly [string, number]> = {
  H: [H, 10],
  R: [R, 9],
  A: ['M0 14V5a5 5 0 0 1 10 0v9M0 9h10', 10],
  B: ['M0 6.5h5.5a3.7 3.7 0 0 1 0 7.5H0V0h5a3.2 3.2 0 0 1 0 6.5', 9.2],
  O: ['M7 0a7 7 0 1 1 0 14A7 7 0 1 1 7 0', 14],
  U: ['M0 0v9a5 5 0 0 0 10 0V0', 10],
  L: ['M0 0v14h7.5', 7.5],
  I: ['M0 0v14', 0],
  G: ['M12.2 2.4A7 7 0 1 0 14 7.6H8.4', 14],
  T: ['M0 0h11M5.5 0v14', 11],
  S: ['M8.6 2.6C8 1 6.5 0 4.7 0 2.4 0 .8 1.5.8 3.5c0 4.7 8.2 2.5 8.2 7 0 2.1-1.8 3.5-4.3 3.5C2.4 14 .6 12.8 0 10.9', 9],
}
const GAP = 5
const SPACE = 9

function write(word: string, from: number): { strokes: string; end: number } {
  let x = from
  const strokes = [...word].map((letter) => {
    if (letter === ' ') {
      x += SPACE
      return ''
    }
    const [path, width] = LETTERS[letter]!
    const stroke = `<path transform="translate(${x} 9)" d="${path}"/>`
    x += width + GAP
    return stroke
  })
  return { strokes: strokes.join(''), end: x - GAP }
}

const name = write('HARBOUR LIGHTS', 48)

export const LOGO =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(name.end) + 2} 32" height="32" role="img" aria-label="Harbour Lights">` +
  '<path d="M8 19a12 12 0 0 1 24 0z" fill="#f0654d"/>' +
  '<g fill="none" stroke="#f0654d" stroke-width="2.4" stroke-linecap="round"><path d="M3 23.5q4.25-3 8.5 0t8.5 0 8.5 0 8.5 0"/><path d="M8 28.5q3-2.2 6 0t6 0 6 0 6 0"/></g>' +
  `<g fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round">${name.strokes}</g></svg>`
