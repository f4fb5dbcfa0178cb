// Reads an uploaded CSV as a stream of rows: whatever the separator, one row in memory at a time, and never without bounds.
import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { Problem } from '../../../kit/problem.ts'
import { problem } from '../problems.ts'

const BYTES_MAX = 64 * 1024 * 1024
export const ROWS_MAX = 100_000
const ROW_LETTERS_MAX = 100_000

export const refused = (detail: string, column = ''): Problem =>
  problem('import_refused', [{ pointer: `#/${column}`, detail }])

export const CUT_OFF = 'The upload stopped in the middle; send the file again'
const NOT_TEXT = 'This is not a CSV file in UTF-8; choose CSV, not Excel, when you export'

/** Every row with its cells; the first one holds the names of the columns. */
export async function* readCsv(body: ReadableStream<Uint8Array>): AsyncGenerator<string[]> {
  const texts = decode(body)
  const head = await takeHead(texts)
  const parser = parse({
    delimiter: separatorOf(head),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: ROW_LETTERS_MAX,
  })
  pipeline(Readable.from(chain(head, texts)), parser, () => {}) // an error of either side arrives where the rows are read
  let rows = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (rows++ > ROWS_MAX)
        throw refused(
          `This file has more than ${ROWS_MAX.toLocaleString('en')} rows; export a shorter period, or one event at a time`,
        )
      yield cells
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw refused(`Row ${rows + 1} cannot be read: ${WHY[error.code] ?? 'it is not well-formed CSV'}`)
    throw error
  }
}

const WHY: Partial<Record<CsvError['code'], string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened there and never closed',
  CSV_MAX_RECORD_SIZE: 'it is far too long; perhaps a quotation mark before it is never closed',
}

async function* decode(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  try {
    for await (const chunk of Readable.fromWeb(body as never) as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength
      if (bytes > BYTES_MAX) throw problem('import_too_large')
      const text = decoder.decode(chunk, { stream: true })
      if (text.includes('\0')) throw refused(NOT_TEXT)
      yield text
    }
    yield decoder.decode()
  } catch (error) {
    if (error instanceof Problem) throw error
    throw refused((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? NOT_TEXT : CUT_OFF)
  }
}

/** The text up to the end of the first line, for the separator must be known before anything is parsed. */
async function takeHead(texts: AsyncGenerator<string>): Promise<string> {
  let head = ''
  while (!head.includes('\n') && head.length < ROW_LETTERS_MAX) {
    const next = await texts.next()
    if (next.done) break
    head += next.value
  }
  if (head.trim() === '') throw refused('This file is empty')
  return head
}

async function* chain(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head
  yield* rest
}

/** Whichever of comma, semicolon and tab stands most often between the names of the columns. */
export function separatorOf(text: string): string {
  const names = text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1).replaceAll(/"[^"]*"/g, '')
  const count = (separator: string) => names.split(separator).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best))
}
