// What is sent: JSON as text, or a file as it is, streamed without ever being held whole.

/** A file to upload. A Blob, text or bytes can be sent again after a failure; a stream can be read only once. */
export type Upload = Blob | string | Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>

export interface Payload {
  body: BodyInit
  /** There only for streams: lets go of the source, whether or not it was read to its end. */
  close?: () => void
  /** The source itself failed, which is not the network's fault. */
  broken?: { reason: unknown }
}

export function fromUpload(file: Upload): Payload {
  if (typeof file === 'string' || file instanceof Blob || file instanceof Uint8Array) return { body: file as BodyInit }
  return fromChunks(file)
}

interface Chunks {
  next(): Promise<{ done?: boolean | undefined; value: Uint8Array | string | undefined }>
  return?(): Promise<unknown>
}

// ReadableStream.from does nearly this, but not in every browser, and it cannot be closed while fetch is reading it.
// Node's fetch, once aborted, would otherwise read the rest of the file at full speed for nobody.
function fromChunks(file: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>): Payload {
  const chunks = file instanceof ReadableStream ? chunksOf(file) : (file[Symbol.asyncIterator]() as Chunks)
  const encoder = new TextEncoder()
  const payload: Payload = { body: '' }
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start(controller) {
      payload.close = () => {
        controller.error(new Error('The call is over.'))
        chunks.return?.().catch(() => {})
      }
    },
    async pull(controller) {
      try {
        const { done, value = '' } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
      } catch (reason) {
        payload.broken = { reason }
        throw reason
      }
    },
  }
  // Nothing is read ahead of the network.
  payload.body = new ReadableStream(source, { highWaterMark: 0 })
  return payload
}

function chunksOf(stream: ReadableStream<Uint8Array>): Chunks {
  const reader = stream.getReader()
  return { next: () => reader.read(), return: () => reader.cancel() }
}
